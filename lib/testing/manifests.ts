import type { IConstruct } from 'constructs';
import { resourcesOf, toYaml, type Assembly, type Manifest } from '../assembly';
import { nearestName } from '../core';
import { compare, Comparison, mismatchesText, type PatternObject } from './comparison';
import { Synthesis } from './synthesis';
import { synthesize } from './synthesize';

/** Where manifests may come from: what was synthesized, what is to be, or manifests themselves. */
export type ManifestSource = Synthesis | Assembly | IConstruct | readonly Manifest[];

interface Candidate {
  readonly manifest: Manifest;
  /** How messages call it. */
  readonly title: string;
}

/** The most lines of an object that a message shows. */
const mostLines = 60;

/**
 * The Kubernetes objects of a synthesis, to be asserted on.
 *
 * A kind is written `Deployment`, or with its API version where that matters: `apps/v1/Deployment`. Properties are patterns:
 * objects may have more fields than the pattern names, lists are as long as written, and `Match` says everything else.
 */
export class Manifests {
  static of(source: ManifestSource): Manifests {
    return new Manifests(candidatesOf(source));
  }

  readonly #candidates: readonly Candidate[];

  private constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
  }

  /** All of them, sorted as they are written. */
  get all(): readonly Manifest[] {
    return this.#candidates.map(({ manifest }) => manifest);
  }

  /** The objects of a kind that match, perhaps none. */
  find(kind: string, properties: PatternObject = {}): readonly Manifest[] {
    return this.#ofKind(kind)
      .filter(({ manifest }) => compared(manifest, properties).finish())
      .map(({ manifest }) => manifest);
  }

  /** @throws Error unless an object of the kind matches; it shows the nearest one and where it differs */
  hasObject(kind: string, properties: PatternObject = {}): void {
    const candidates = this.#ofKind(kind);
    const comparisons = candidates.map((candidate) => ({
      candidate,
      comparison: compared(candidate.manifest, properties),
    }));
    const matching = comparisons.filter(({ comparison }) => comparison.mismatches.length === 0);
    if (matching.length > 0) {
      for (const { comparison } of matching) comparison.finish();
      return;
    }
    const [nearest] = comparisons.sort((a, b) => distance(a.comparison) - distance(b.comparison));
    if (!nearest) throw new Error(this.#noneText(kind));
    const { candidate, comparison } = nearest;
    const count =
      candidates.length === 1
        ? `The only ${kind} does not match`
        : `None of ${String(candidates.length)} ${kind} matches`;
    const text = `${count}. The nearest is ${candidate.title}:\n\n${mismatchesText(comparison.mismatches)}\n${shown(candidate)}`;
    throw new Error(text);
  }

  /** @throws Error unless there are exactly so many objects of a kind; it names those that there are */
  countIs(kind: string, count: number): void {
    const found = this.#ofKind(kind);
    if (found.length === count) return;
    const names = found.length === 0 ? '' : `: ${found.map(({ title }) => title).join(', ')}`;
    throw new Error(`Expected ${String(count)} ${kind}, found ${String(found.length)}${names}.`);
  }

  #ofKind(kind: string): readonly Candidate[] {
    return this.#candidates.filter(({ manifest }) =>
      [manifest.kind, `${manifest.apiVersion}/${manifest.kind}`].includes(kind),
    );
  }

  #noneText(kind: string): string {
    const kinds = [...new Set(this.#candidates.map(({ manifest }) => manifest.kind))].sort();
    if (kinds.length === 0) return `There is no ${kind}, and no other object.`;
    const near = nearestName(kind, kinds);
    return `There is no ${kind}, but ${kinds.join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
  }
}

function candidatesOf(source: ManifestSource): readonly Candidate[] {
  if (source instanceof Synthesis) {
    const isOne = source.assemblies.length === 1;
    return source.assemblies.flatMap((assembly) =>
      fromAssembly(assembly, isOne ? '' : `${assembly.environment.name}/`),
    );
  }
  if ('resources' in source) return fromAssembly(source, '');
  if ('node' in source) return candidatesOf(synthesize(source));
  return source.map((manifest) => ({ manifest, title: `${manifest.kind} ${manifest.metadata.name}` }));
}

function fromAssembly(assembly: Assembly, prefix: string): readonly Candidate[] {
  return resourcesOf(assembly, 'object').map(({ id, spec }) => ({ manifest: spec, title: `${prefix}${id}` }));
}

function compared(manifest: Manifest, properties: PatternObject): Comparison {
  const comparison = new Comparison();
  compare(properties, manifest, comparison, 'partial');
  return comparison;
}

/** An object with another name is further away than one that differs in several fields. */
function distance({ mismatches }: Comparison): number {
  const isNamed = mismatches.some(({ path }) => path.join('.') === 'metadata.name');
  return mismatches.length + (isNamed ? 1000 : 0);
}

function shown({ manifest }: Candidate): string {
  const lines = toYaml(manifest).trimEnd().split('\n');
  const more = lines.length > mostLines ? [`… ${String(lines.length - mostLines)} more lines`] : [];
  return [...lines.slice(0, mostLines), ...more].map((line) => `  ${line}\n`).join('');
}
