import type { Bed } from './bed';
import { printed } from './must';
import { waitUntil } from './wait-until';

/** Waits until a host lets root in by ssh. Asks it only when somebody listens: its firewall counts connections. */
export async function sshAnswers(bed: Bed, host: string, timeoutMilliseconds = 60_000): Promise<void> {
  const patience = { timeoutMilliseconds, everyMilliseconds: 200 };
  await waitUntil(`${host} listens on port 22`, patience, () => (bed.host(host).listens(22) ? true : undefined));
  await waitUntil(`${host} lets root in by ssh`, { timeoutMilliseconds, everyMilliseconds: 1_000 }, async () => {
    printed([`ssh ${host}`], await bed.ssh(host, 'true'));
    return true;
  });
}

export interface BootOutcome {
  /** What `systemctl is-system-running` ends with: `running`, or `degraded` where units failed. */
  readonly system: string;
  readonly failedUnits: readonly string[];
  /** What `cloud-init status` ends with: `done`, `degraded done`, `error`, and `disabled` where Ignition was asked. */
  readonly cloudInit: string;
}

/** Waits until a host has booted, and says how. @throws after the timeout */
export async function booted(bed: Bed, host: string, timeoutMilliseconds = 180_000): Promise<BootOutcome> {
  const limit = ['timeout', String(Math.ceil(timeoutMilliseconds / 1000))];
  const systemctl = ['systemctl', 'is-system-running', '--wait'];
  // Before the manager answers it is "offline", or there is no answer at all.
  const system = await waitUntil(`${host} has booted`, { timeoutMilliseconds }, async () => {
    const { status, stdout } = await bed.exec(host, [...limit, ...systemctl]);
    if (status === 124) throw new Error(`it is ${(await bed.exec(host, systemctl.slice(0, 2))).stdout.trim()}`);
    const said = stdout.trim();
    return said === '' || said === 'offline' || said === 'unknown' ? undefined : said;
  });
  const { stdout } = await bed.exec(host, [...limit, 'cloud-init', 'status', '--wait', '--long']);
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(stdout)?.[1];
  const failed = await bed.read(host, ['systemctl', 'list-units', '--failed', '--plain', '--no-legend']);
  return {
    system,
    cloudInit: field('extended_status') ?? field('status') ?? stdout.trim(),
    failedUnits: failed.split('\n').flatMap((line) =>
      line
        .split(' ')
        .slice(0, 1)
        .filter((name) => name !== ''),
    ),
  };
}
