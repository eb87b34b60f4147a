import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BedAccess } from './access';
import { printed, probe } from './ask';
import { pidOf, podName, type Pod } from './pods';
import { portText } from './port-sample';

/** A pod and the ports on which somebody is to listen in its network. */
export interface WantedListener {
  readonly pod: Pod;
  readonly ports: readonly number[];
}

/**
 * Does something while somebody listens on ports of pods, so that whoever is not let in was refused by a policy.
 *
 * Where the pod itself listens already, that is left to it.
 */
export async function whileListening<T>(
  bed: BedAccess,
  wanted: readonly WantedListener[],
  act: () => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plinth-claims-'));
  const running = await Promise.all(
    wanted.map(async ({ pod, ports }, index) => {
      const file = join(folder, String(index));
      const sorted = [...ports].sort((a, b) => a - b);
      const words = probe('listen', file, String(longestSeconds), portText(sorted));
      const end = bed.inNetworkOf(await pidOf(bed, pod), pod.host, words);
      return { pod, file, end };
    }),
  );
  try {
    for (const { pod, file, end } of running) await Promise.race([appears(file), failure(pod, end)]);
    return await act();
  } finally {
    // Their files are what they live by.
    await rm(folder, { recursive: true });
    await Promise.all(running.map(({ end }) => end));
  }
}

/** Should this process die, its listeners end by themselves. */
const longestSeconds = 300;

async function appears(file: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    try {
      await readFile(file);
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`Nobody listens in a pod's network after 20 seconds: there is no ${file}.`);
}

async function failure(pod: Pod, end: ReturnType<BedAccess['inNetworkOf']>): Promise<never> {
  const said = printed(`in the network of ${podName(pod)}`, ['listen'], await end);
  throw new Error(`The listener in the network of ${podName(pod)} ended before its time: ${said}`);
}
