import { fieldAt, isJsonObject, type Json, type JsonObject, shortDigest } from '../../core';

const hidden = '(not shown)';
const longest = 120;

/** Last words of names that hold secrets; names such as `secretName` and `TOKEN_TTL` end in another word. */
const secretName =
  /(?:password|passwd|passphrase|pwd|_pass|secret|token|credentials?|requirepass|masterauth|(?:api|access|secret|private|encryption|signing|master|account)_?key)(?:_?\d+)?$/;

/** Private keys, URLs with a password, and settings or options that hold a secret in a longer text. */
const secretText =
  /PRIVATE KEY-----|:\/\/[^\s/@]*:[^\s/@]+@|(?:passw(?:or)?d|passphrase|secret|token|credentials?|key)["']?\s*[=:]/i;

/**
 * What a JSON patch does, for reviewers: `replace /spec/replicas with 5`.
 *
 * Another value is another text: of a long one the digest is given as well. What may be a secret is left out.
 */
export function patchText({ op, path, from, value }: JsonObject, manifest: JsonObject): string {
  const start = `${plain(op)} ${from === undefined ? '' : `${plain(from)} to `}${plain(path)}`;
  if (value === undefined) return start;
  const shown = manifest['kind'] === 'Secret' ? hidden : withoutSecrets(value, ...placeOf(plain(path), manifest));
  const json = shown === hidden ? hidden : JSON.stringify(shown);
  const text = json.length > longest ? `${json.slice(0, longest)}... (digest ${shortDigest(json)})` : json;
  return `${start} ${op === 'replace' ? 'with' : op === 'test' ? 'for' : 'as'} ${text}`;
}

function plain(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** The name under which the value at a path stands, and whatever stands beside it that says what it is. */
function placeOf(path: string, manifest: JsonObject): readonly [name: string, label: string] {
  const names = path.split('/').slice(1).map(unescaped);
  const name = names.at(-1) ?? '';
  const parent = names.slice(0, -1).reduce<Json | undefined>(memberOf, manifest);
  if (Array.isArray(parent)) {
    const before = name === '-' ? (parent as readonly Json[]).length - 2 : Number(name) - 1;
    return [name, plain(memberOf(parent as readonly Json[], String(before)) ?? '')];
  }
  return [name, name === 'value' ? plain(fieldAt(parent, 'name') ?? 'secret') : ''];
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return Array.isArray(value) ? (value as readonly Json[])[Number(name)] : fieldAt(value, name);
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

function withoutSecrets(value: Json, name: string, label = ''): Json {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.map((item, index) => withoutSecrets(item, name, plain(index === 0 ? '' : (items[index - 1] ?? ''))));
  }
  if (isJsonObject(value)) {
    const beside = plain(value['name'] ?? '');
    const entries = Object.entries(value).map(([key, one]) => {
      return [key, withoutSecrets(one, key, key === 'value' ? beside : '')] as const;
    });
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return isSecret(name) || isSecret(label) || secretText.test(String(value)) ? hidden : value;
}

/** Names as environment variables write them: `dbPassword` and `--db-password` end in `db_password`. */
function isSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_');
  return secretName.test(words.toLowerCase());
}
