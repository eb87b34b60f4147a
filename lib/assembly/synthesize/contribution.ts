import { deepFreeze, type FindingKind, type Secret } from '../../core';
import type { Contribution, EnvironmentContribution } from '../contributor';
import { secretConflict, versionNotAvailable } from '../findings';
import type { ComponentSpec } from '../model/component';
import { clusterStack, plinthId, type ResourceId } from '../model/identity';
import type { ClusterFacts } from '../model/kubernetes-cluster';
import type { NetworkFlowSpec } from '../model/network-flow';
import type { Manifest } from '../model/object';
import type { SecretSpec } from '../model/secret';
import { addObject } from './add-object';
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
    const user = this.#id('component', this.#component);
    const { name, maker, keys, from } = secret;
    const known = this.#into.resources.get(id);
    const spec: SecretSpec = { name, namespace, maker, keys, ...(from !== undefined && { from }), usedBy: [user] };
    if (known?.kind !== 'secret') {
      const owner = maker === 'generatedAtApply' ? Synthesis.owner(this.#place) : this.#stack;
      this.#into.add(this.#place, { id, kind: 'secret', owner, stack: this.#stack, spec: deepFreeze(spec) });
      return;
    }
    if (known.spec.maker !== maker || known.spec.from !== from) {
      this.finding(
        secretConflict,
        `The secret "${name}" is ${known.spec.maker} for ${known.spec.usedBy.join(', ')} and ${maker} for ${user}.`,
        'Make one Secret and pass it to both.',
      );
      return;
    }
    const merged = {
      ...known.spec,
      keys: { ...known.spec.keys, ...keys },
      usedBy: [...new Set([...known.spec.usedBy, user])].sort(),
    };
    this.#into.resources.set(id, { ...known, spec: deepFreeze(merged) });
  }

  flow(name: string, spec: NetworkFlowSpec): void {
    this.#into.add(this.#place, {
      id: this.#id('network-flow', name),
      kind: 'network-flow',
      ...this.#base,
      spec: deepFreeze(spec),
    });
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
