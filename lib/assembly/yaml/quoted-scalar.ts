/**
 * Characters that are never written as they are: controls, those that YAML does not allow or takes for line ends (NEL, LS,
 * PS, BOM), and those that a reviewer cannot see or takes for a space, or that turn the text around: no-break and other
 * spaces, bidi controls, and Unicode's "default ignorable" characters.
 *
 * A list of ranges instead of properties as \p{Cf}, whose members change with the Unicode version of the running Node.
 */
const hidden =
  '\\0-\\x08\\x0b-\\x1f\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f' +
  '\\u205f-\\u206f\\u3000\\u3164\\ud800-\\udfff\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

/** Finds a character that only an escape can carry; tab and line feed are not among them. */
export const hiddenCharacter = new RegExp(`[${hidden}]`, 'u');

const needsEscape = new RegExp(`[\\\\"\\t\\n${hidden}]`, 'gu');

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/** The text in double quotes, on one line. */
export function quoted(text: string): string {
  return `"${text.replace(needsEscape, escape)}"`;
}

/** JSON's escapes where it has them; "\U" beyond 16 bits, because YAML does not join pairs of "\u" as JSON does. */
function escape(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
