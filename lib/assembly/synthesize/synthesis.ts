import type { IConstruct } from 'constructs';
import { finding, nameTaken, PlinthError, type Finding, type FindingKind, type SourceLines } from '../../core';
import type { EnvironmentContribution } from '../contributor';
import type { Acknowledgement, Edge, Resource } from '../model/assembly';
import type { ResourceId } from '../model/identity';

/** Where something stands in an environment, as found on the way down the tree. */
export interface Place {
  readonly construct: IConstruct;
  readonly stack: { readonly name: string; readonly namespace: string } | undefined;
  readonly component: string | undefined;
  readonly renamedFrom: string | undefined;
}

/** Everything that has been found out about one environment so far. Lives for one synthesis. */
export class Synthesis {
  readonly resources = new Map<ResourceId, Resource>();
  readonly constructs = new Map<ResourceId, IConstruct>();
  readonly edges: Edge[] = [];
  readonly acknowledgements: Acknowledgement[] = [];
  readonly findings: Finding[] = [];
  readonly #said = new Set<string>();
  readonly versions = new Map<string, string>();
  /** Custom kinds, judged when all definitions of the environment are known. */
  readonly unknownKinds: { readonly place: Place; readonly apiVersion: string; readonly kind: string }[] = [];
  environment: EnvironmentContribution | undefined;
  readonly lines: SourceLines;
  /** Releases that must not change, by name. */
  readonly locked: Readonly<Record<string, string>>;

  constructor(lines: SourceLines, locked: Readonly<Record<string, string>>) {
    this.lines = lines;
    this.locked = locked;
  }

  /** `<stack>/<component>`, `<stack>`, or empty. */
  static owner(place: Place): string {
    return [place.stack?.name, place.component].filter((part) => part !== undefined).join('/');
  }

  path(place: Place): string {
    return [this.environment?.name, Synthesis.owner(place)].filter(Boolean).join('/');
  }

  report(place: Place, kind: FindingKind, detail: string, fix: string): void {
    const path = this.path(place);
    const key = `${kind.code} ${path} ${detail}`;
    if (this.#said.has(key)) return;
    this.#said.add(key).add(`${kind.code} ${path}`);
    this.findings.push(finding(kind, { path, source: this.lines.of(place.construct), detail, fix }));
  }

  /** Whether something of this kind was reported for the place already, so that a mistake is not told once per object. */
  hasReported(place: Place, kind: FindingKind): boolean {
    return this.#said.has(`${kind.code} ${this.path(place)}`);
  }

  /** Reports the findings of a `PlinthError`, which get their place here. Says whether it was one. */
  reportThrown(place: Place, thrown: unknown): boolean {
    if (!(thrown instanceof PlinthError)) return false;
    for (const found of thrown.findings) {
      this.report(place, { ...found, acknowledgeable: false }, found.detail, found.fix);
    }
    return true;
  }

  /** Asks a construct for something. A mistake that it throws becomes a finding: all of a program are shown at once. */
  ask(place: Place, question: () => void): void {
    try {
      question();
    } catch (thrown) {
      if (!this.reportThrown(place, thrown)) throw thrown;
    }
  }

  /** Adds a resource, or reports that its identity is taken. */
  add(place: Place, resource: Resource, kind: FindingKind = nameTaken): boolean {
    const first = this.constructs.get(resource.id);
    // Two components of one name have objects of one name, of course.
    if (first && kind !== nameTaken && this.hasReported(place, nameTaken)) return false;
    if (first) {
      const [here, there] = [
        this.lines.of(place.construct) ?? place.construct.node.path,
        this.lines.of(first) ?? first.node.path,
      ];
      this.report(
        place,
        kind,
        `"${resource.id}" is declared at ${there} and again at ${here}.`,
        'Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands.',
      );
      return false;
    }
    this.resources.set(resource.id, resource);
    this.constructs.set(resource.id, place.construct);
    return true;
  }
}
