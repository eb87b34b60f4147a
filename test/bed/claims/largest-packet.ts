import { resourcesOf } from '../../../lib/assembly';
import type { BedAccess } from './access';
import { pidOf, type Pod } from './pods';

/** Bytes of the headers of IPv4 and ICMP in front of what ping is told to send. */
const headerBytes = 28;

export interface PathSize {
  readonly path: string;
  /** Bytes of the largest packet that comes through whole. */
  readonly largest: number;
}

/** Bytes of a packet between pods, as the environment has worked it out. @throws where it has no network of pods */
export function declaredMtu({ assembly }: BedAccess): number {
  const [flannel] = resourcesOf(assembly, 'flannel');
  if (!flannel)
    throw new Error('The environment has no flannel, and nobody says how large a packet between pods may be.');
  return flannel.spec.mtu;
}

/**
 * The largest packet between pods on different hosts that needs no fragments, both ways, of every pair of hosts.
 *
 * Sent by the host's own ping in the network of the pod. It starts at the declared size: two packets tell where that is right.
 */
export async function largestPackets(bed: BedAccess, pods: readonly Pod[]): Promise<readonly PathSize[]> {
  const mtu = declaredMtu(bed);
  const sizes: PathSize[] = [];
  for (const from of pods) {
    const pid = await pidOf(bed, from);
    for (const to of pods.filter(({ host }) => host !== from.host)) {
      const passes = async (bytes: number): Promise<boolean> => {
        const ping = [
          'ping',
          '-q',
          '-n',
          '-c',
          '2',
          '-i',
          '0.2',
          '-W',
          '2',
          '-M',
          'do',
          '-s',
          String(bytes - headerBytes),
        ];
        const inPod = ['nsenter', '--target', String(pid), '--net', '--', ...ping, to.address];
        return (await bed.on(from.host, inPod)).code === 0;
      };
      sizes.push({ path: `${from.host} -> ${to.host}`, largest: await largestThatPasses(mtu, passes) });
    }
  }
  return sizes;
}

/** The largest size that passes, looked for from a guess on; 0 where none does. Larger than 9000 is not tried. */
export async function largestThatPasses(guess: number, passes: (bytes: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, 9001];
  for (const next of [guess, guess + 1]) {
    if (await passes(next)) low = next;
    else {
      high = next;
      break;
    }
  }
  if (low === 0 && !(await passes(headerBytes))) return 0;
  if (low === 0) low = headerBytes;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}
