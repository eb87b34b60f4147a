import { halfCharacter } from './not-plain-data';
import { isPlainScalar } from './plain-scalar';
import { quoted } from './quoted-scalar';

/** A string on one line, plain or in double quotes; undefined for one that no reader takes (half a character). */
export function lineText(text: string): string | undefined {
  if (isPlainScalar(text)) return text;
  return halfCharacter.test(text) ? undefined : quoted(text);
}

/** A key with its colon; undefined as for `lineText`. `pad` is the line feed and spaces before the key. */
export function keyText(key: string, pad: string): string | undefined {
  const known = shortKeys.get(key);
  if (known !== undefined) return known;
  const text = lineText(key);
  if (text === undefined) return undefined;
  if (text.length > longestImplicitKey) return `? ${text}${pad}:`;
  if (shortKeys.size >= shortKeysKept) shortKeys.clear();
  shortKeys.set(key, text + ':');
  return text + ':';
}

/** YAML finds the colon of a key only within 1024 characters; a longer key is announced by "? ". */
const longestImplicitKey = 1000;

/** Kubernetes objects share a few hundred keys. The bound is for those that do not, as labels made by a program. */
const shortKeys = new Map<string, string>();
const shortKeysKept = 2000;

/** A finite number as both versions of YAML read it back, the very same one. */
export function numberText(value: number): string {
  // -0 gives "0" here, as in JSON.
  if (Number.isSafeInteger(value)) return String(value);
  // All digits: readers with 64 bit integers, as Kubernetes, would see the zeros that JavaScript pads its own with.
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(BigInt(value));
  const text = String(value);
  // Floats of YAML 1.1 have a dot: 1e-7 would be a string.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
