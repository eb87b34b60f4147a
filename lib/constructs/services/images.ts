import { readSource } from '../../assembly';
import { isJsonObject, nearestName, PlinthError, type Json } from '../../core';
import { imagesFile } from './findings';
import { Image } from './image';

/** Images by name. */
export type ImageMap<N extends string> = Readonly<Record<N, Image>>;

/** Images that stand in a file of their own, so that a bot which raises them never edits a program. */
export const Images = {
  /**
   * Reads a JSON file of references by name: `{ "cart": "registry.example.com/cart:v1@sha256:..." }`.
   *
   * The program says which names it uses; others may be there too. The path is relative to the folder in which it runs.
   *
   * @throws PlinthError `file-unreadable`, `images-file` or `image-invalid`
   */
  fromFile<const N extends string>(file: string, names: readonly N[]): ImageMap<N> {
    const references = referencesIn(file);
    const entries = names.map((name) => {
      const reference = references[name];
      if (typeof reference !== 'string') throw missing(file, name, Object.keys(references));
      return [name, Image.of(reference)] as const;
    });
    return Object.fromEntries(entries) as ImageMap<N>;
  },
} as const;

function referencesIn(file: string): Readonly<Record<string, Json>> {
  const text = readSource(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw PlinthError.of(
      imagesFile,
      `"${file}" is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Write a mapping from names to references: { "cart": "registry.example.com/cart:v1" }.',
    );
  }
  if (isJsonObject(value)) return value;
  const fix = 'Write a mapping from names to references: { "cart": "registry.example.com/cart:v1" }.';
  throw PlinthError.of(imagesFile, `"${file}" holds no mapping.`, fix);
}

function missing(file: string, name: string, names: readonly string[]): PlinthError {
  const nearest = nearestName(name, names);
  const fix =
    nearest === undefined ? `Add "${name}" to the file.` : `The file has "${nearest}": make the two names the same.`;
  return PlinthError.of(imagesFile, `"${file}" has no reference by the name "${name}".`, fix);
}
