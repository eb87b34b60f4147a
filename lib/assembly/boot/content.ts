import { gzipSync } from 'node:zlib';

/** Whether contents are packed, which makes them unreadable: only where documents would be too large for their provider. */
export type Packing = 'plain' | 'gzip';

/** A content as its reader wants it. */
export interface Encoded {
  readonly text: string;
  readonly isBase64: boolean;
  readonly isPacked: boolean;
}

/** The shortest of the forms that a content can have; `plain` is how it looks without base64. */
export function encoded(content: string, plain: string | undefined, packing: Packing): Encoded {
  const forms: readonly Encoded[] = [
    ...(plain === undefined ? [] : [{ text: plain, isBase64: false, isPacked: false }]),
    { text: Buffer.from(content).toString('base64'), isBase64: true, isPacked: false },
    ...(packing === 'gzip' ? [{ text: packed(content), isBase64: true, isPacked: true }] : []),
  ];
  return forms.reduce((best, form) => (form.text.length < best.text.length ? form : best));
}

/** RFC 1952: the tenth byte says on which system it was packed, which must make no difference. */
const systemAt = 9;
const unknownSystem = 255;

function packed(content: string): string {
  const bytes = gzipSync(content, { level: 9 });
  bytes[systemAt] = unknownSystem;
  return bytes.toString('base64');
}
