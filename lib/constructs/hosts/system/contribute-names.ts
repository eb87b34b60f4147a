import type { Contribution, Known } from '../../../assembly';
import { identityParts } from '../../../assembly';
import { contributeFile } from '../contribute';
import type { HostPool } from '../host-pool';

const loopback = ['127.0.0.1 localhost', '::1 localhost ip6-localhost ip6-loopback'];

/**
 * The name of each host. Its machine-id is no file of ours: images must come with an empty one, which the first boot fills;
 * otherwise all machines of an image are the same machine to systemd-networkd and to the kubelet.
 */
export function contributeHostnames(into: Contribution, pool: HostPool): void {
  for (const { name, place } of pool.hosts) {
    contributeFile(into, place, {
      path: '/etc/hostname',
      body: { format: 'text', value: `${name}\n` },
      stage: 'boot',
      // Certificates, the node and members of etcd are called by it: another name is another host.
      effect: { kind: 'replace-host' },
    });
  }
}

/** All hosts of the environment by name on every host, one line a host: they find each other while there is no DNS. */
export function contributeHostsFile(into: Contribution, pool: HostPool, known: Known): void {
  const hosts = known
    .resourcesOf('host')
    .map(({ id, spec }) => `${spec.address} ${identityParts(id).name}`)
    .sort();
  contributeFile(into, pool.place, {
    path: '/etc/hosts',
    body: { format: 'text', value: lines([...loopback, ...hosts]) },
    effect: { kind: 'none' },
  });
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
