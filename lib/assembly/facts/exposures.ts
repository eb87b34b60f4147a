import { resourcesOf, type Assembly } from '../model/assembly';
import type { PodGroup, PortSet } from '../network';
import { hasLabels } from '../network/label-selector';

/** The addresses at which the world comes in through the gateway, by the pods that it comes to. */
export class Exposures {
  readonly #assembly: Assembly;
  readonly #flows;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
    this.#flows = resourcesOf(assembly, 'network-flow').filter(({ spec }) => spec.exposes !== undefined);
  }

  /** What is exposed of some ports of pods, sorted. */
  of(pods: PodGroup, ports: PortSet): readonly string[] {
    const found = this.#flows
      .filter(({ spec }) => spec.ports.some(({ number, protocol }) => ports.has(protocol, number)))
      .filter(({ spec }) => spec.to.kind === 'component' && this.#isMadeOf(spec.to.id, pods))
      .flatMap(({ spec }) => spec.exposes ?? []);
    return [...new Set(found)].sort();
  }

  #isMadeOf(id: string, { namespace, labels }: PodGroup): boolean {
    const component = this.#assembly.resources[id];
    const own = component?.kind === 'component' ? component.spec.pods : undefined;
    return own?.namespace === namespace && hasLabels(labels, own.labels);
  }
}
