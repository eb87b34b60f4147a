import type { Document, ErrorCode, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { Json } from '../../core';
import { kubernetesTags } from './kubernetes-tags';
import { YamlError } from './yaml-error';

/**
 * All documents of a text as Kubernetes reads them, in order; documents without content are left out, as kubectl does.
 *
 * Read as YAML 1.1, with its booleans, octal numbers and merge keys; dates stay strings; keys that are numbers or booleans
 * become strings. Stricter than Kubernetes where something would get lost on the way: tags outside of JSON, integers that
 * no number of JavaScript can hold, and keys given twice are refused.
 * @throws YamlError with the place of the first problem.
 */
export function parseYaml(text: string): Json[] {
  const yaml = loadYaml();
  const lines = new yaml.LineCounter();
  const fail: Fail = (offset, problem) => {
    const { line, col } = lines.linePos(offset);
    throw new YamlError(line, col, problem);
  };
  const documents = yaml.parseAllDocuments(text, {
    version: '1.1',
    schema: 'yaml-1.1',
    merge: true,
    customTags: kubernetesTags,
    resolveKnownTags: false,
    // Duplicate keys are looked for below, after the keys have become strings: 1 and "1" are one key in JSON.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  if (!Array.isArray(documents)) return [];
  return documents.filter(hasContent).map((document) => {
    refuseProblems(document, fail);
    yaml.visit(document, {
      Map: (_, map) => {
        makeKeysStrings(map, yaml, fail);
      },
      Scalar: (_, scalar) => {
        makeJson(scalar, fail);
      },
      Alias: (_, alias) => {
        if (!alias.resolve(document))
          fail(offsetOf(alias) ?? 0, `the alias "*${alias.source}" has no anchor before it.`);
      },
    });
    return toPlainData(document, fail);
  });
}

type Yaml = typeof import('yaml');

/** Reports a problem at an offset of the text. */
type Fail = (offset: number, problem: string) => never;

/** Loaded on first use: it takes 26 ms, and synthesis, which only writes, need not wait for it. */
function loadYaml(): Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is loaded at once, or asynchronously
  return require('yaml') as Yaml;
}

/** An explicit `null` is content; a document of comments, or of nothing, is not. */
function hasContent(document: Document.Parsed): boolean {
  const root: ParsedNode | null = document.contents;
  const isNothing = root === null || ('value' in root && root.source === '' && root.value === null);
  return !isNothing || document.errors.length > 0;
}

/** Warnings too: they are about tags and directives that the package has left out of account. */
function refuseProblems(document: Document.Parsed, fail: Fail): void {
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first) fail(first.pos[0], sentence(first.code, first.message));
}

function sentence(code: ErrorCode, message: string): string {
  const tag = code === 'TAG_RESOLVE_FAILED' ? /^Unresolved tag: (.+)$/.exec(message)?.[1] : undefined;
  if (tag !== undefined) {
    const written = tag.replace('tag:yaml.org,2002:', '!!');
    return `the tag "${written}" does not fit its value, or stands for none that JSON has. Leave it out.`;
  }
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function makeKeysStrings(map: YAMLMap, yaml: Yaml, fail: Fail): void {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const offset = offsetOf(key) ?? offsetOf(map) ?? 0;
    if (!yaml.isScalar(key) || key.value === null) {
      fail(offset, 'a key must be a string, a number or a boolean. Write it in quotes.');
    }
    // The value of a merge key "<<" is a symbol; several of them are allowed.
    if (typeof key.value === 'symbol') continue;
    makeJson(key, fail);
    const text = typeof key.value === 'string' ? key.value : JSON.stringify(key.value);
    if (seen.has(text)) fail(offset, `the key "${text}" is given twice in one mapping. Keep one.`);
    seen.add(text);
    key.value = text;
  }
}

/** Integers arrive as bigints; floats may be no numbers of JSON. */
function makeJson(scalar: Scalar, fail: Fail): void {
  const { value } = scalar;
  const source = scalar.source ?? String(value);
  if (typeof value === 'bigint') {
    scalar.value = Number(value);
    if (!Number.isFinite(scalar.value) || BigInt(Number(value)) !== value) {
      fail(offsetOf(scalar) ?? 0, `the integer ${source} is too large to be held exactly. Write it in quotes.`);
    }
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      fail(
        offsetOf(scalar) ?? 0,
        `${source} is no finite number, and JSON has no other. Write it in quotes if it is a text.`,
      );
    }
    if (value === 0) scalar.value = 0;
  }
}

function toPlainData(document: Document.Parsed, fail: Fail): Json {
  try {
    return document.toJS() as Json;
  } catch (error) {
    // Aliases without end, and merges of what is no mapping, show only here.
    return fail(
      offsetOf(document) ?? 0,
      `in this document: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function offsetOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
