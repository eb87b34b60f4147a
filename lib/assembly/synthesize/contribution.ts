import { isDeepStrictEqual } from 'node:util';
import { deepFreeze, type FindingKind, type Secret } from '../../core';
import type { Contribution, EnvironmentContribution } from '../contributor';
import { resourceConflict, secretConflict, versionNotAvailable } from '../findings';
import type { Edge, LayerKind, Resource, SpecOf } from '../model/assembly';
import type { ComponentSpec } from '../model/component';
import { clusterStack, plinthId, type ResourceId } from '../model/identity';
import type { ClusterFacts } from '../model/kubernetes-cluster';
import type { NetworkFlowSpec } from '../model/network-flow';
import type { Manifest } from '../model/object';
import type { SecretSpec } from '../model/secret';
import { addObject } from './add-object';
import { difference } from './difference';
import { contentProblems } from './host-content';
import { Synthesis, type Place } from './synthesis';

/** What one construct contributes, given its place. */
export class PlacedContribution implements Contribution {
  readonly #into: Synthesis;
  readonly #place: Place;

  constructor(into: Synthesis, place: Place) {
    this.#into = into;
    this.#place = place;
  }

  environment(facts: EnvironmentContribution): void {
    this.#into.environment = facts;
  }

  cluster(facts: ClusterFacts): void {
    const id = plinthId(clusterStack, 'kubernetes-cluster', facts.name);
    this.#into.add(this.#place, {
      id,
      kind: 'kubernetes-cluster',
      owner: '',
      stack: clusterStack,
      spec: deepFreeze(facts),
    });
  }

  component(spec: ComponentSpec): void {
    const { renamedFrom } = this.#place;
    this.#into.add(this.#place, {
      id: this.#id('component', this.#component),
      kind: 'component',
      ...this.#base,
      ...(renamedFrom !== undefined && { renamedFrom: this.#id('component', renamedFrom) }),
      spec: deepFreeze(spec),
    });
  }

  object(manifest: Manifest): void {
    addObject(this.#into, this.#place, manifest, { namespaceFrom: 'derived' });
  }

  secret(secret: Secret): void {
    const namespace = this.#place.stack?.namespace ?? '';
    const id = this.#id('secret', secret.name);
    // A stack has secrets as well, with which images are pulled: no component reads them.
    const users = this.#place.component === undefined ? [] : [this.#id('component', this.#component)];
    const { name, maker, keys, from } = secret;
    const known = this.#into.resources.get(id);
    const owner = maker === 'generatedAtApply' ? Synthesis.owner(this.#place) : this.#stack;
    if (known?.kind !== 'secret') {
      const spec = { name, namespace, maker, keys: sorted(keys), ...(from !== undefined && { from }), usedBy: users };
      this.#into.add(this.#place, { id, kind: 'secret', owner, stack: this.#stack, spec: deepFreeze(spec) });
      return;
    }
    const there = known.spec;
    const clash = differences(there, secret);
    if (clash) {
      this.finding(
        secretConflict,
        `The secret "${name}" is ${clash.there} for ${inWords(there.usedBy)} and ${clash.here} for ${inWords(users)}.`,
        'Make one Secret and pass it to both.',
      );
      return;
    }
    // Whoever was asked first leaves no trace.
    const merged = {
      ...there,
      keys: sorted({ ...there.keys, ...keys }),
      usedBy: [...new Set([...there.usedBy, ...users])].sort(),
    };
    const first = owner < known.owner ? owner : known.owner;
    this.#into.resources.set(id, { ...known, owner: first, spec: deepFreeze(merged) });
  }

  flow(name: string, spec: NetworkFlowSpec): void {
    this.#into.add(this.#place, {
      id: this.#id('network-flow', name),
      kind: 'network-flow',
      ...this.#base,
      spec: deepFreeze(spec),
    });
  }

  resource<K extends LayerKind>(kind: K, name: string, spec: SpecOf<K>): ResourceId {
    const id = this.#id(kind, name);
    const resource = { id, kind, ...this.#base, spec: deepFreeze(spec) } as Resource;
    const problems = contentProblems(kind, spec);
    for (const problem of problems) this.finding(problem.kind, problem.detail, problem.fix);
    // It has no text, which those that come next ask for.
    if (problems.length > 0) return id;
    const known = this.#into.resources.get(id);
    if (!known) this.#into.add(this.#place, resource);
    else if (isDeepStrictEqual(known.spec, spec)) {
      // Whoever was asked first leaves no trace.
      if (resource.owner < known.owner) this.#into.resources.set(id, { ...known, owner: resource.owner });
    } else this.#reportConflict(id, difference(known.spec, spec));
    return id;
  }

  #reportConflict(id: ResourceId, { field, values }: ReturnType<typeof difference>): void {
    const first = this.#into.constructs.get(id);
    const [here, there] = [this.#place.construct, first].map((construct) =>
      construct ? (this.#into.lines.of(construct) ?? construct.node.path) : 'elsewhere',
    );
    this.finding(
      resourceConflict,
      `"${id}" has ${field} ${values[0]} at ${there ?? ''}, and ${values[1]} at ${here ?? ''}.`,
      'Say it once, or say the same.',
    );
  }

  part(name: string, spec: ComponentSpec): ResourceId {
    const id = this.#id('component', name);
    this.#into.add(this.#place, { id, kind: 'component', ...this.#base, spec: deepFreeze(spec) });
    return id;
  }

  edge(edge: Edge): void {
    this.#into.edges.push(deepFreeze(edge));
  }

  version(name: string, releases: readonly string[]): string {
    const locked = this.#into.locked[name];
    const newest = releases.at(-1) ?? '';
    if (locked !== undefined && !releases.includes(locked)) {
      this.finding(
        versionNotAvailable,
        `plinth.lock.json locks ${name} at ${locked}; this Plinth knows ${releases.join(', ')}.`,
        `Run \`plinth update ${name}\` to move to ${newest}, or install the Plinth that locked it.`,
      );
    }
    const release = locked ?? newest;
    this.#into.versions.set(name, release);
    return release;
  }

  deviation(code: string, reason: string): void {
    this.#into.acknowledgements.push({ code, on: Synthesis.owner(this.#place), reason });
  }

  finding(kind: FindingKind, detail: string, fix: string): void {
    this.#into.report(this.#place, kind, detail, fix);
  }

  get #stack(): string {
    return this.#place.stack?.name ?? clusterStack;
  }

  get #component(): string {
    return this.#place.component ?? this.#place.construct.node.id;
  }

  get #base(): { readonly owner: string; readonly stack: string } {
    return { owner: Synthesis.owner(this.#place), stack: this.#stack };
  }

  #id(kind: string, name: string): ResourceId {
    return plinthId(this.#stack, kind, name);
  }
}

/** What two declarations of a secret say differently, in words. */
function differences(
  there: SecretSpec,
  here: Pick<Secret, 'maker' | 'from' | 'keys'>,
): { readonly there: string; readonly here: string } | undefined {
  const makers = [there, here].map(({ maker, from }) => (from === undefined ? maker : `${maker} from ${from}`));
  if (makers[0] !== makers[1]) return { there: makers[0] ?? '', here: makers[1] ?? '' };
  for (const [key, source] of Object.entries(here.keys)) {
    const other = there.keys[key];
    const ways = [other, source].map((way) => `made with ${key} as ${JSON.stringify(way)}`);
    if (other !== undefined && ways[0] !== ways[1]) return { there: ways[0] ?? '', here: ways[1] ?? '' };
  }
  return undefined;
}

function inWords(users: readonly ResourceId[]): string {
  return users.length === 0 ? 'the stack' : users.join(', ');
}

function sorted(keys: SecretSpec['keys']): SecretSpec['keys'] {
  return Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
}
