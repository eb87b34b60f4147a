import { gunzipSync } from 'node:zlib';
import { bootDocuments, parseYaml, type Assembly } from '../../lib/assembly';

interface IgnitionFile {
  readonly path: string;
  readonly contents?: { readonly source?: string; readonly compression?: string };
}

interface WrittenFile {
  readonly path: string;
  readonly content: string;
  readonly encoding?: string;
}

/** Boot documents, and every file in them as the host will have it: packed and encoded text hides what it holds. */
export function openedBoot(assembly: Assembly): readonly (readonly [path: string, content: string])[] {
  return [...bootDocuments(assembly)].flatMap(([name, text]) => {
    const files = name.endsWith('.ign') ? ofIgnition(text) : ofCloudInit(text);
    return [
      [`boot/${name}`, text] as const,
      ...files.map(([path, content]) => [`boot/${name}${path}`, content] as const),
    ];
  });
}

function ofIgnition(text: string): readonly (readonly [string, string])[] {
  const { storage } = JSON.parse(text) as { readonly storage?: { readonly files?: readonly IgnitionFile[] } };
  return (storage?.files ?? []).map(({ path, contents }) => {
    const [, isBase64, body = ''] = /^data:(;base64)?,(.*)$/s.exec(contents?.source ?? '') ?? [];
    const bytes = Buffer.from(
      isBase64 === undefined ? decodeURIComponent(body) : body,
      isBase64 === undefined ? 'utf8' : 'base64',
    );
    return [path, (contents?.compression === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8')];
  });
}

function ofCloudInit(text: string): readonly (readonly [string, string])[] {
  const document = parseYaml(text)[0] as { readonly write_files?: readonly WrittenFile[] } | undefined;
  return (document?.write_files ?? []).map(({ path, content, encoding = '' }) => {
    const bytes = Buffer.from(content, encoding === '' ? 'utf8' : 'base64');
    return [path, (encoding.startsWith('gz') ? gunzipSync(bytes) : bytes).toString('utf8')];
  });
}
