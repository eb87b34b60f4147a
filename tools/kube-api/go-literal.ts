/** One Go expression of a generated file: a text, a number, a name, a call or a composite literal. */
export type GoValue =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'call'; readonly function: GoValue; readonly values: readonly GoValue[] }
  | { readonly kind: 'literal'; readonly type: string; readonly entries: readonly GoEntry[] }
  | { readonly kind: 'member'; readonly of: GoValue; readonly name: string };

/** An element of a composite literal; lists have no keys. */
interface GoEntry {
  readonly key?: GoValue;
  readonly value: GoValue;
}

const tokenPattern =
  /\s+|\/\/[^\n]*|("(?:[^"\\\n]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|[A-Za-z_][\w]*|\[\]|[{}()[\],:.&*])/gy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) throw new Error(`unknown Go syntax: ${JSON.stringify(text.slice(at, at + 60))}`);
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}

/**
 * Reads one Go expression as code generators write it.
 *
 * Knows what zz_generated files hold, nothing more: no operators, no function bodies.
 */
export function parseGoLiteral(text: string): GoValue {
  const tokens = tokensOf(text);
  let at = 0;

  const peek = (): string => tokens[at] ?? '';
  const take = (expected?: string): string => {
    const token = peek();
    if (token === '' || (expected !== undefined && token !== expected))
      throw new Error(`expected ${expected ?? 'more Go source'}, found ${JSON.stringify(token)}`);
    at += 1;
    return token;
  };

  const typeName = (): string => {
    let name = '';
    while (peek() !== '{') {
      const token = take();
      name += token === 'interface' ? token + take('{') + take('}') : token;
    }
    return name;
  };

  const entries = (close: string): GoEntry[] => {
    const found: GoEntry[] = [];
    while (peek() !== close) {
      const first = value();
      if (peek() === ':') {
        take(':');
        found.push({ key: first, value: value() });
      } else {
        found.push({ value: first });
      }
      if (peek() !== close) take(',');
    }
    take(close);
    return found;
  };

  const literal = (type: string): GoValue => {
    take('{');
    return { kind: 'literal', type, entries: entries('}') };
  };

  const primary = (): GoValue => {
    const token = peek();
    if (token === '{') return literal('');
    if (token === '[]' || token === '[' || token === 'map') return literal(typeName());
    take();
    if (token.startsWith('"')) return { kind: 'text', value: JSON.parse(token) as string };
    if (token.startsWith('`')) return { kind: 'text', value: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return { kind: 'number', value: Number(token) };
    return { kind: 'name', value: token };
  };

  const value = (): GoValue => {
    while (peek() === '&') take('&');
    let result = primary();
    for (;;) {
      if (peek() === '.') {
        take('.');
        const name = take();
        result =
          result.kind === 'name'
            ? { kind: 'name', value: `${result.value}.${name}` }
            : { kind: 'member', of: result, name };
      } else if (peek() === '(') {
        take('(');
        result = { kind: 'call', function: result, values: entries(')').map((entry) => entry.value) };
      } else if (peek() === '{' && result.kind === 'name') {
        result = literal(result.value);
      } else {
        return result;
      }
    }
  };

  const result = value();
  if (at !== tokens.length) throw new Error(`unexpected Go source after an expression: ${JSON.stringify(peek())}`);
  return result;
}

/** The value that a struct or map literal holds under a key, undefined when it has none. */
export function goMember(of: GoValue | undefined, key: string): GoValue | undefined {
  if (of?.kind !== 'literal') return undefined;
  return of.entries.find((entry) => entry.key !== undefined && goText(entry.key) === key)?.value;
}

/** The text of a string or a name, undefined for anything else. */
export function goText(value: GoValue | undefined): string | undefined {
  return value?.kind === 'text' || value?.kind === 'name' ? value.value : undefined;
}

/** The texts of a list of strings; empty for anything else. */
export function goTexts(value: GoValue | undefined): string[] {
  if (value?.kind !== 'literal') return [];
  return value.entries.map((entry) => goText(entry.value)).filter((text) => text !== undefined);
}
