import { open, stat } from 'node:fs/promises';

/** A file, or a link, in an archive. Everything belongs to root and was changed in 1970. */
export interface TarEntry {
  /** Its path, without a slash in front; a folder ends in one. At most 100 bytes. */
  readonly path: string;
  /** @default - 0644 for content, 0755 for folders and files */
  readonly mode?: number;
  readonly from:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'content'; readonly text: string }
    | { readonly kind: 'link'; readonly target: string }
    | { readonly kind: 'folder' };
}

const blockBytes = 512;

/** The bytes of an archive: the same entries give the same bytes. Folders that are not named are not in it. */
export async function* tar(entries: readonly TarEntry[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    const { from } = entry;
    if (from.kind === 'file') {
      yield header(entry, (await stat(from.file)).size);
      yield* paddedFile(from.file);
    } else if (from.kind === 'content') {
      const content = Buffer.from(from.text);
      yield header(entry, content.length);
      yield Buffer.concat([content, padding(content.length)]);
    } else {
      yield header(entry, 0);
    }
  }
  yield Buffer.alloc(2 * blockBytes);
}

async function* paddedFile(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  let bytes = 0;
  for await (const chunk of file.createReadStream({ highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    yield chunk;
  }
  yield padding(bytes);
}

function padding(bytes: number): Buffer {
  return Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
}

/** A header as POSIX describes it under "ustar Interchange Format". */
function header({ path, mode, from }: TarEntry, size: number): Buffer {
  const target = from.kind === 'link' ? from.target : '';
  for (const text of [path, target]) {
    if (Buffer.byteLength(text) > 100)
      throw new Error(`"${text}" is longer than the 100 bytes of a name in an archive.`);
  }
  const block = Buffer.alloc(blockBytes);
  block.write(path, 0);
  block.write(octal(mode ?? (from.kind === 'content' ? 0o644 : 0o755), 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  // The checksum counts itself as eight spaces.
  block.write('        ', 148);
  block.write({ file: '0', content: '0', link: '2', folder: '5' }[from.kind], 156);
  block.write(target, 157);
  block.write('ustar\0' + '00', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)}\0 `, 148, 8);
  return block;
}

/** A number in octal digits that fill a field but for its last byte. */
function octal(value: number, bytes: number): string {
  return value.toString(8).padStart(bytes - 1, '0');
}
