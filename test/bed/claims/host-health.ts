import type { BedAccess } from './access';

export interface HostHealth {
  readonly host: string;
  /** `running` where all is well, else what systemd calls it: `degraded`, `starting`. */
  readonly state: string;
  readonly failed: readonly string[];
  /** Units that wait for their turn; a host that is done has none. */
  readonly jobs: readonly string[];
}

/** What systemd says of every host. */
export async function hostHealth(bed: BedAccess): Promise<readonly HostHealth[]> {
  return Promise.all(
    bed.hosts.map(async (host) => {
      // Ends with 1 in every state but `running`.
      const state = await bed.on(host, ['systemctl', 'is-system-running']);
      const failed = await bed.on(host, [
        'systemctl',
        'list-units',
        '--failed',
        '--plain',
        '--no-legend',
        '--no-pager',
      ]);
      const jobs = await bed.on(host, ['systemctl', 'list-jobs', '--no-legend', '--no-pager']);
      return { host, state: state.stdout.trim(), failed: columnOf(failed.stdout, 0), jobs: columnOf(jobs.stdout, 1) };
    }),
  );
}

function columnOf(table: string, column: number): readonly string[] {
  return table
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/)[column] ?? [])
    .filter((word) => word !== '');
}
