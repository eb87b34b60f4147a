import { hostViews } from '../../../lib/assembly';
import type { BedAccess, Outcome } from './access';
import { pidOf, podName, type Pod } from './pods';

/** Somewhere that connections come from. */
export interface Source {
  readonly name: string;
  /** Runs a program of the machine that tests run on, in the source's network. */
  run(command: readonly string[]): Promise<Outcome>;
  /** The address by which a host sees it. */
  addressSeenBy(host: string): string;
}

/** The control node stands beside the hosts and belongs to no pool of theirs: to them it is the world. */
export function outsider(bed: BedAccess, address = '10.88.0.1'): Source {
  return { name: 'the control node', run: (command) => bed.control(command), addressSeenBy: () => address };
}

export function fromHost(bed: BedAccess, host: string): Source {
  const address = hostAddress(bed, host);
  return { name: host, run: (command) => bed.inNetworkOf(1, host, command), addressSeenBy: () => address };
}

/** Flannel gives what pods say to other hosts than their own the address of their host (--ip-masq). */
export async function fromPod(bed: BedAccess, pod: Pod): Promise<Source> {
  const pid = await pidOf(bed, pod);
  return {
    name: `pod ${podName(pod)} on ${pod.host}`,
    run: (command) => bed.inNetworkOf(pid, pod.host, command),
    addressSeenBy: (host) => (host === pod.host ? pod.address : hostAddress(bed, pod.host)),
  };
}

/** @throws where the environment has no such host */
export function hostAddress({ assembly }: BedAccess, host: string): string {
  const view = hostViews(assembly).find(({ name }) => name === host);
  if (!view) throw new Error(`The environment has no host "${host}".`);
  return view.host.spec.address;
}
