import type { Json, JsonObject } from '../../core';
import { blockLiteral, endsInEmptyLine } from './block-literal';
import { NotPlainData, findNotPlain, isPlainObject, maxDepth } from './not-plain-data';
import { quoted } from './quoted-scalar';
import { keyText, lineText, numberText } from './scalar-text';

/**
 * One YAML document, without a document marker, that ends with one line feed.
 *
 * Keys keep their order; lists inside mappings are indented; no line is ever folded.
 * The same data gives the same text in every process. -0 is written as 0, as JSON does.
 * @throws NotPlainData for whatever JSON has no form for: undefined, functions, instances, NaN, cycles.
 */
export function toYaml(value: Json): string {
  const text = new Writer().document(value);
  if (text !== undefined) return text;
  throw findNotPlain(value) ?? new NotPlainData('', 'not plain data', 'Write strings, numbers, lists and mappings.');
}

/**
 * Appends to one string, which measured 5 to 10 % faster than joining chunks.
 *
 * Keeps no paths and throws nothing, being on the hot path: it notes that something was not plain data, and `toYaml` looks
 * for it again. Each entry of a block begins with its own line feed.
 */
class Writer {
  private text = '';
  private failed = false;
  private lastKept: { readonly at: number; readonly value: string } | undefined;

  document(value: Json): string | undefined {
    this.value(value, 0, true);
    if (this.failed) return undefined;
    // A document that ended in empty lines would lose them to the first tool that tidies the ends of files.
    if (this.lastKept && this.text.endsWith('\n')) {
      this.text = this.text.slice(0, this.lastKept.at) + quoted(this.lastKept.value);
    }
    return this.text + '\n';
  }

  /** `begun`: the value stands at the start of the text or after "- "; otherwise it stands directly after "key:". */
  private value(value: Json | undefined, depth: number, begun: boolean): void {
    if (typeof value === 'object' && value !== null) {
      // Once something has failed, no cycle is followed any further.
      if (depth > maxDepth || this.failed) this.refuse();
      else if (isList(value)) this.sequence(value, depth, begun);
      else this.mapping(value, depth, begun);
      return;
    }
    if (!begun) this.text += ' ';
    if (typeof value === 'string') this.string(value, depth);
    else if (typeof value === 'number' && Number.isFinite(value)) this.text += numberText(value);
    else if (typeof value === 'boolean' || value === null) this.text += String(value);
    else this.refuse();
  }

  private sequence(items: readonly Json[], depth: number, begun: boolean): void {
    if (items.length === 0) this.text += begun ? '[]' : ' []';
    const lead = padding(depth) + '- ';
    let first = begun;
    for (const item of items) {
      this.text += first ? '- ' : lead;
      first = false;
      this.value(item, depth + 1, true);
    }
  }

  private mapping(map: JsonObject, depth: number, begun: boolean): void {
    if (!isPlainObject(map)) this.refuse();
    const keys = Object.keys(map);
    if (keys.length === 0) this.text += begun ? '{}' : ' {}';
    const pad = padding(depth);
    let first = begun;
    for (const key of keys) {
      if (!first) this.text += pad;
      first = false;
      this.text += keyText(key, pad) ?? this.refuse();
      this.value(map[key], depth + 1, false);
    }
  }

  private string(value: string, depth: number): void {
    // At the root readers do not agree what a literal's indentation is counted from.
    const literal = depth > 0 && value.includes('\n') ? blockLiteral(value, padding(depth)) : undefined;
    if (literal !== undefined && endsInEmptyLine(value)) this.lastKept = { at: this.text.length, value };
    this.text += literal ?? lineText(value) ?? this.refuse();
  }

  private refuse(): string {
    this.failed = true;
    return '';
  }
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

const paddings: string[] = [];

/** A line feed and two spaces for each level. */
function padding(depth: number): string {
  return (paddings[depth] ??= '\n' + '  '.repeat(depth));
}
