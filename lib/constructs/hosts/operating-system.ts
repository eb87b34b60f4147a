import type { OperatingSystemFacts } from '../../assembly';
import { choiceProblems, PlinthError } from '../../core';
import {
  debianFacts,
  fedoraCoreOsFacts,
  flatcarFacts,
  ubuntuFacts,
  type DebianRelease,
  type FedoraCoreOsStream,
  type FlatcarChannel,
  type UbuntuRelease,
} from './operating-system-facts';
import { refuseEnded } from './refusals';

/**
 * What the hosts of a pool run.
 *
 * Its facts are the truths that everything on hosts keeps to: where binaries go, which file lists the name servers, who updates it.
 */
export class OperatingSystem {
  /**
   * Fedora CoreOS, whose machines learn from Ignition what they are.
   *
   * @throws PlinthError `choice-unknown` for another stream.
   */
  static fedoraCoreOs(props: { readonly stream: FedoraCoreOsStream }): OperatingSystem {
    return new OperatingSystem(fedoraCoreOsFacts(chosen('stream', props.stream, ['stable', 'testing', 'next'])));
  }

  /**
   * Flatcar Container Linux, whose machines learn from Ignition what they are.
   *
   * @throws PlinthError `choice-unknown` for another channel.
   */
  static flatcar(props: { readonly channel: FlatcarChannel }): OperatingSystem {
    return new OperatingSystem(flatcarFacts(chosen('channel', props.channel, ['stable', 'beta', 'alpha', 'lts'])));
  }

  /**
   * Ubuntu Server, whose machines learn from cloud-init what they are.
   *
   * @throws PlinthError `choice-unknown` for another release.
   */
  static ubuntu(release: UbuntuRelease): OperatingSystem {
    return new OperatingSystem(ubuntuFacts(chosen('release', release, ['24.04'])));
  }

  /**
   * Debian, whose machines learn from cloud-init what they are, or from Ignition where their image has it.
   *
   * @throws PlinthError `choice-unknown` for another release.
   */
  static debian(release: DebianRelease = '13'): OperatingSystem {
    return new OperatingSystem(debianFacts(chosen('release', release, ['13'])));
  }

  /** @throws PlinthError `system-ended`: Fedora CoreOS has taken its place. */
  static atomic(): never {
    return refuseEnded('atomic');
  }

  /** @throws PlinthError `system-ended`: Flatcar and Fedora CoreOS have taken its place. */
  static coreOsContainerLinux(): never {
    return refuseEnded('coreOsContainerLinux');
  }

  /** @throws PlinthError `system-ended`: nothing of its name has followed it. */
  static rancherOs(): never {
    return refuseEnded('rancherOs');
  }

  /** @throws PlinthError `system-ended`: it was never made for servers. */
  static boot2docker(): never {
    return refuseEnded('boot2docker');
  }

  readonly facts: OperatingSystemFacts;

  private constructor(facts: OperatingSystemFacts) {
    this.facts = facts;
  }

  /** What its machines can learn from what they are; the first unless a pool says otherwise. */
  get provisioning(): readonly ('ignition' | 'cloud-init')[] {
    const { packages, ignition } = this.facts;
    if (packages !== 'apt') return ['ignition'];
    return ignition === undefined ? ['cloud-init'] : ['cloud-init', 'ignition'];
  }
}

function chosen<T extends string>(property: string, given: T, allowed: readonly T[]): T {
  const [problem] = choiceProblems(property, given, allowed);
  if (problem) throw PlinthError.of(problem.kind, problem.detail, problem.fix);
  return given;
}
