import { resourcesOf, type Assembly } from '../model/assembly';
import type { NetworkFlowResource } from '../model/network-flow';
import type { PodGroup, PortSet } from '../network';
import { hasLabels } from '../network/label-selector';

/** The addresses at which the world comes in, by the pods that it comes to. */
export class Exposures {
  readonly #assembly: Assembly;
  readonly #flows: readonly NetworkFlowResource[];

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
    this.#flows = resourcesOf(assembly, 'network-flow').filter(({ spec }) => spec.exposes !== undefined);
  }

  /** What is exposed of some ports of pods, sorted. */
  of(pods: PodGroup, ports: PortSet): readonly string[] {
    return this.#among(this.#flows, pods, ports);
  }

  /** The same by load balancers with these addresses. */
  through(cidr: string, pods: PodGroup, ports: PortSet): readonly string[] {
    const flows = this.#flows.filter(({ spec }) => spec.from.kind === 'cidr' && spec.from.cidr === cidr);
    return this.#among(flows, pods, ports);
  }

  #among(flows: readonly NetworkFlowResource[], pods: PodGroup, ports: PortSet): readonly string[] {
    const found = flows
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
