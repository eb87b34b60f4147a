import { hiddenCharacter } from './quoted-scalar';

/**
 * Whether readers of YAML 1.1 and of 1.2 both take this text, unquoted, for the very same string, as a value or as a key.
 *
 * Errs on the side of quotes: a quoted string is never wrong.
 */
export function isPlainScalar(text: string): boolean {
  if (commonText.test(text)) return text.length > 5 || !reservedWord.test(text);
  if (!plainText.test(text) || hiddenCharacter.test(text)) return false;
  return !(reservedWord.test(text) || numberLike.test(text) || dateLike.test(text));
}

/**
 * What nearly all strings of a manifest look like: a letter first, then nothing that YAML could mean something by.
 * The yaml package, in its 1.1 mode, reads "e5" as a number: NaN.
 */
const commonText = /^(?!e[-+]?[0-9]+$|E[-+]?[0-9]+$)[A-Za-z][A-Za-z0-9_./@-]*(?::[A-Za-z0-9_./@-]+)*$/;

/**
 * All that may stand without quotes: no indicator first ("-" is one only before a space or the end), no document marker,
 * no ": " or " #", no colon or space last, no tab.
 */
const plainText =
  /^(?!---|\.\.\.)(?:[A-Za-z0-9_/.$()^;+\\\u00a1-\uffff]|-(?=[^ ]))(?:[!-9;-~\u00a1-\uffff]|:(?=[^ ])| +(?=[^ #]))*$/;

/** Booleans and null of both versions, in every case: readers differ in which cases they know. */
const reservedWord = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Everything that some reader takes for a number: decimal, octal (010, 0o10), hexadecimal and binary integers, floats,
 * sexagesimal ones (22:22 is 1342 in YAML 1.1), with "_" between digits, and with "," as Ruby reads them. Also what is no
 * number but is taken for one by lax readers, as "." and "1e".
 */
const numberLike = new RegExp(
  '^[-+]?(?:' +
    [
      '0x[0-9a-f_]*',
      '0o[0-7_]*',
      '0b[01_]*',
      '[0-9_,]*(?:\\.[0-9_]*)?(?:e[-+]?[0-9_]*)?',
      '[0-9][0-9_]*(?::[0-9]+)+(?:\\.[0-9_]*)?',
      '\\.(?:inf|nan)',
    ].join('|') +
    ')$',
  'i',
);

/** Timestamps of YAML 1.1, with or without a time. */
const dateLike = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])/;
