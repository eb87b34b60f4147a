import { join } from 'node:path';
import { cached, makeRoot, rootOptions, suite } from '../../../tools/upstream';

const cleared = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'var/cache/apt', 'var/lib/apt/lists'];

/** A few programs and their libraries, unpacked and not configured: what no other program in the image asks for. */
function unpacked(...packages: readonly string[]): readonly string[] {
  return [
    '--mode=root',
    '--variant=extract',
    `--include=${['base-files', 'coreutils', 'dash', 'libc-bin', ...packages].join(',')}`,
    `--customize-hook=cd "$1" && rm -rf ${cleared.join(' ')}`,
  ];
}

// Patroni's configuration names the user's number, and PostgreSQL asks for the user's name.
const postgres = 'postgres:x:999:999::/var/lib/postgresql:/bin/sh';

const layers = {
  /** For programs that set up the network of a host. */
  network: unpacked('conntrack', 'ipset', 'iproute2', 'iptables', 'kmod', 'nftables'),
  redis: unpacked('redis-server'),
  /** For scripts. */
  shell: unpacked(),
  postgres: [
    ...rootOptions(['patroni', 'postgresql-17']),
    `--essential-hook=echo ${postgres} >> "$1"/etc/passwd; echo postgres:x:999: >> "$1"/etc/group`,
    // A cluster is made where its data lies, by Patroni.
    `--essential-hook=mkdir -p "$1"/etc/postgresql-common; echo 'create_main_cluster = false' > "$1"/etc/postgresql-common/createcluster.conf`,
    `--customize-hook=cd "$1" && rm -rf ${cleared.join(' ')}`,
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

export type DebianLayer = keyof typeof layers;

/** The archive with a lower layer from packages of Debian 13, made on the first call and kept in the cache. */
export async function debianLayer(layer: DebianLayer, say?: (line: string) => void): Promise<string> {
  const options = layers[layer];
  const make = (draft: string): Promise<void> => makeRoot(join(draft, 'layer.tar'), options);
  const stamp = [suite, ...options].join('\n');
  return join(await cached({ name: `debian-layer-${layer}`, folders: [], stamp, make }, say), 'layer.tar');
}
