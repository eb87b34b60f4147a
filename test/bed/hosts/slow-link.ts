import { run } from '../../tools/run';
import { must } from './must';
import type { BedNames } from './names';

/** How bad a host's link is, both ways. */
export interface Slowness {
  /** Each way. Needs the kernel's netem. @default 0 */
  readonly delayMilliseconds?: number;
  /** The share of packets that get lost, each way. @default 0 */
  readonly lossPercent?: number;
  /** Bits in a second, in the words of tc: `1mbit`. @default - as fast as it goes */
  readonly rate?: string;
}

/** Makes a host's link slow, or fast again with `{}`. @throws where a delay is asked of a kernel without netem */
export async function slowLink(names: BedNames, host: string, index: number, slowness: Slowness): Promise<void> {
  const port = names.port(index);
  await shape({ namespace: names.control, device: port }, slowness);
  await shape({ namespace: names.namespace(host), device: 'eth0' }, slowness);
  await dropSome(names.control, port, slowness.lossPercent ?? 0);
}

interface Link {
  readonly namespace: string;
  readonly device: string;
}

/** What leaves by a device. */
async function shape({ namespace, device }: Link, { delayMilliseconds = 0, rate }: Slowness): Promise<void> {
  const tc = (command: string): readonly string[] => ['netns', 'exec', namespace, 'tc', 'qdisc', ...command.split(' ')];
  // Where there is nothing to delete, that is a refusal.
  await run('ip', tc(`delete dev ${device} root`));
  if (delayMilliseconds > 0) {
    const limits = rate === undefined ? '' : ` rate ${rate}`;
    await must('ip', tc(`add dev ${device} root netem delay ${String(delayMilliseconds)}ms${limits}`)).catch(
      withoutNetem,
    );
  } else if (rate !== undefined) {
    await must('ip', tc(`add dev ${device} root tbf rate ${rate} burst 16kb latency 200ms`));
  }
}

function withoutNetem(error: unknown): never {
  const why = 'it needs netem (CONFIG_NET_SCH_NETEM), which this kernel may lack; loss and rate need nothing';
  throw new Error(`The link of a host cannot be given a delay: ${why}.`, { cause: error });
}

/** Both ways at the bridge's port, where no firewall of a host sees it. */
async function dropSome(namespace: string, port: string, percent: number): Promise<void> {
  const nft = (command: string): readonly string[] => ['netns', 'exec', namespace, 'nft', command];
  const table = `netdev ${port}`;
  await run('ip', nft(`delete table ${table}`));
  if (percent === 0) return;
  await must('ip', nft(`add table ${table}`));
  for (const way of ['ingress', 'egress']) {
    await must('ip', nft(`add chain ${table} ${way} { type filter hook ${way} device ${port} priority 0; }`));
    const share = String(Math.round(percent * 10));
    await must('ip', nft(`add rule ${table} ${way} numgen random mod 1000 < ${share} drop`));
  }
}
