import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IConstruct } from 'constructs';
import { nameTaken } from './name-taken';
import { PlinthError } from './plinth-error';

/** Where each construct was made: the raw frame of the author's own code, if there was one on the stack. */
const frames = new WeakMap<IConstruct, NodeJS.CallSite | undefined>();
/** Plinth's own sources: frames inside them are never the author's. */
const ownSources = resolve(__dirname, '..') + sep;

/**
 * How many frames are looked at: the first number finds the author of an object, or of a construct around one. A deep
 * stack costs more than half of the capture, so it is taken only where that found nobody.
 */
const depths = [8, 24] as const;

/**
 * Remembers where a construct is being made: one raw frame. Lines are found only when they are asked for.
 *
 * The first capture wins, so that a subclass and its base class may both call it.
 */
export function captureProvenance(construct: IConstruct): void {
  if (frames.has(construct)) return;
  frames.set(construct, authorsFrame(depths[0]) ?? authorsFrame(depths[1]));
}

/** The innermost frame of an author's code. Keeping whole stacks would hold more memory than the objects themselves. */
function authorsFrame(depth: number): NodeJS.CallSite | undefined {
  const trace: { stack?: unknown } = {};
  const limit = Error.stackTraceLimit;
  const formatter: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.stackTraceLimit = depth;
  Error.prepareStackTrace = (_error, sites) => sites.find(isAuthors);
  Error.captureStackTrace(trace, captureProvenance);
  const frame = trace.stack;
  Reflect.set(Error, 'prepareStackTrace', formatter);
  Error.stackTraceLimit = limit;
  return frame as NodeJS.CallSite | undefined;
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
      const first = construct.node.tryFindChild(name);
      if (first) {
        const inside = construct.node.path === '' ? 'The program' : `"${construct.node.path}"`;
        const detail = `${inside} has ${withArticle(first)} with the id "${name}" already, and ${withArticle(child)} is given the same id.`;
        throw PlinthError.of(nameTaken, detail, 'Give one of them another id.', construct.node.path);
      }
      Reflect.apply(addChild, node, [child, name]);
      captureProvenance(child);
    },
  });
}

function withArticle({ constructor }: IConstruct): string {
  return `${/^[AEIO]/.test(constructor.name) ? 'an' : 'a'} ${constructor.name}`;
}

/** Finds source lines, each distinct frame once. */
export class SourceLines {
  readonly #root: string;
  readonly #found = new Map<string, string>();

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
    const frame = frames.get(construct);
    if (!frame) return undefined;
    const key = `${frame.getFileName() ?? ''}:${String(frame.getLineNumber())}:${String(frame.getColumnNumber())}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const line = this.#relative(mapped(frame) ?? key);
    this.#found.set(key, line);
    return line;
  }

  #relative(place: string): string {
    const [, file = place, line = ''] = /^(.*?):(\d+)(?::\d+)?$/.exec(place) ?? [];
    return `${relative(this.#root, pathOf(file)).split(sep).join('/')}:${line}`;
  }
}

const authors = new Map<string, boolean>();

/** Remembered by file: a program has few, and asks for each of them thousands of times. */
function isAuthors(site: NodeJS.CallSite): boolean {
  const name = site.getFileName() ?? '';
  let known = authors.get(name);
  if (known === undefined) authors.set(name, (known = isAuthorsFile(pathOf(name))));
  return known;
}

function isAuthorsFile(file: string): boolean {
  return (
    file !== '' &&
    !file.startsWith('node:') &&
    !file.startsWith(ownSources) &&
    !file.includes(`${sep}node_modules${sep}`)
  );
}

/** Modules of ECMAScript are called by their URL. */
function pathOf(file: string): string {
  return file.startsWith('file://') ? fileURLToPath(file) : file;
}

/** Asks whoever installed source maps (ts-node, jest, our own loader) for the line in the TypeScript source. */
function mapped(site: NodeJS.CallSite): string | undefined {
  const own: unknown = Reflect.get(Error, 'prepareStackTrace');
  const formatter: unknown = own ?? Reflect.get((nodesError ??= errorOfNode()), 'prepareStackTrace');
  if (typeof formatter !== 'function') return undefined;
  const text: unknown = Reflect.apply(formatter, Error, [new Error('frame'), [site]]);
  // `    at new Shop (/a/b.ts:3:14)`. Folders may have spaces and parentheses in their names.
  const place = /\n\s*at (?:.*? \()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*:\d+:\d+)\)?$/;
  return typeof text === 'string' ? place.exec(text)?.[1] : undefined;
}

let nodesError: object | undefined;

/**
 * The `Error` that Node's own modules throw. In jest it is not the one of the tests, which run in a sandbox; jest maps the
 * lines of both through it.
 */
function errorOfNode(): object {
  try {
    relative(undefined as never, '');
  } catch (thrown) {
    for (let at: unknown = thrown; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
      if (Object.hasOwn(at, 'name') && Reflect.get(at, 'name') === 'Error') return at.constructor;
    }
  }
  return Error;
}
