import { posix } from 'node:path';
import { packagesUnit, type Contribution, type HostPlace, type Known } from '../../../assembly';
import { contributeFile, contributeUnit, section } from '../contribute';
import type { HostPool } from '../host-pool';
import { packageLists, packagesScript } from './packages-script';

/** Brings the packages of the distribution that anything on a pool has asked for: a list for the pool, and for each host that has some alone. */
export function contributePackages(into: Contribution, pool: HostPool, known: Known): void {
  const lists = new Map<string, string[]>();
  for (const { spec } of known.resourcesOf('package')) {
    const { on, name, version = '-', source } = spec;
    if (source.kind !== 'apt' || on.pool !== pool.name) continue;
    const lines = lists.get(on.host ?? '') ?? [];
    lists.set(on.host ?? '', [...lines, `${name} ${version} ${source.hold ? 'hold' : '-'}\n`]);
  }
  if (lists.size === 0) return;
  const program = posix.join(posix.dirname(pool.os.facts.binaries), 'libexec/plinth/packages');
  for (const [host, lines] of lists) {
    const on: HostPlace = host === '' ? pool.place : { pool: pool.name, host };
    contributeFile(into, on, {
      path: `${packageLists}/${host === '' ? 'pool' : 'host'}`,
      body: { format: 'text', value: lines.sort().join('') },
      effect: { kind: 'run', command: [program] },
    });
  }
  contributeFile(into, pool.place, {
    path: program,
    mode: '0755',
    body: { format: 'text', value: packagesScript },
    effect: { kind: 'none' },
  });
  contributeUnit(into, pool.place, {
    name: packagesUnit,
    body: [
      section('Unit', [
        ['Description', 'Packages of the distribution'],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
        ['Before', 'plinth-artifacts.service'],
      ]),
      section('Service', [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', program],
        ['Restart', 'on-failure'],
        ['RestartSec', '10s'],
        ['TimeoutStartSec', '15min'],
      ]),
      section('Install', [['WantedBy', 'multi-user.target']]),
    ],
    effect: { kind: 'none' },
  });
}
