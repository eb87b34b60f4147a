import { relative, resolve, sep } from 'node:path';
import type { IConstruct } from 'constructs';

interface Trace {
  stack?: unknown;
}

const traces = new WeakMap<IConstruct, Trace>();
/** Plinth's own sources: frames inside them are never the author's. */
const ownSources = resolve(__dirname, '..') + sep;
/** Deep enough for a helper function around a construct inside a construct. */
const depth = 24;

/**
 * Remembers where a construct is being made. Costs a raw stack capture; lines are found only when they are asked for.
 *
 * The first capture wins, so that a subclass and its base class may both call it.
 */
export function captureProvenance(construct: IConstruct): void {
  if (traces.has(construct)) return;
  const trace: Trace = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(trace, captureProvenance);
  Error.stackTraceLimit = limit;
  traces.set(construct, trace);
}

/**
 * Also remembers the children that are added to a construct directly, whoever wrote their class.
 *
 * `constructs` has no hook for this; where the method is not found, children simply have the provenance of their scope.
 */
export function captureChildren(construct: IConstruct): void {
  const node: object = construct.node;
  const addChild: unknown = Reflect.get(node, 'addChild');
  if (typeof addChild !== 'function') return;
  Object.defineProperty(node, 'addChild', {
    value: (child: IConstruct, name: string): void => {
      Reflect.apply(addChild, node, [child, name]);
      captureProvenance(child);
    },
  });
}

/** Finds source lines, each distinct frame once. */
export class SourceLines {
  readonly #root: string;
  readonly #found = new Map<string, string>();
  readonly #resolved = new WeakMap<IConstruct, string | undefined>();

  /** `root` is the folder that lines are given relative to. */
  constructor(root: string) {
    this.#root = root;
  }

  /** `stacks/shop.ts:31` for a construct or the nearest scope around it that was captured. */
  of(construct: IConstruct): string | undefined {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      const line = this.#own(at);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  #own(construct: IConstruct): string | undefined {
    if (this.#resolved.has(construct)) return this.#resolved.get(construct);
    const trace = traces.get(construct);
    const line = trace && this.#line(trace);
    this.#resolved.set(construct, line);
    return line;
  }

  #line(trace: Trace): string | undefined {
    const formatter: unknown = Reflect.get(Error, 'prepareStackTrace');
    Error.prepareStackTrace = (_error, sites) => sites;
    const sites = trace.stack;
    Reflect.set(Error, 'prepareStackTrace', formatter);
    if (!Array.isArray(sites)) return undefined;
    const site = (sites as NodeJS.CallSite[]).find(isAuthors);
    if (!site) return undefined;
    const key = `${site.getFileName() ?? ''}:${String(site.getLineNumber())}:${String(site.getColumnNumber())}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const line = this.#relative(mapped(site, formatter) ?? key);
    this.#found.set(key, line);
    return line;
  }

  #relative(place: string): string {
    const [, file = place, line = ''] = /^(?:file:\/\/)?(.*?):(\d+)(?::\d+)?$/.exec(place) ?? [];
    return `${relative(this.#root, file).split(sep).join('/')}:${line}`;
  }
}

function isAuthors(site: NodeJS.CallSite): boolean {
  const file = (site.getFileName() ?? '').replace(/^file:\/\//, '');
  return (
    file !== '' &&
    !file.startsWith('node:') &&
    !file.startsWith(ownSources) &&
    !file.includes(`${sep}node_modules${sep}`)
  );
}

/** Asks whoever installed source maps (ts-node, jest, our own loader) for the line in the TypeScript source. */
function mapped(site: NodeJS.CallSite, formatter: unknown): string | undefined {
  if (typeof formatter !== 'function') return undefined;
  const text: unknown = Reflect.apply(formatter, Error, [new Error('frame'), [site]]);
  return typeof text === 'string' ? /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?\s*$/.exec(text)?.[1] : undefined;
}
