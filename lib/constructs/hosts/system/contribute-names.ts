import type { Contribution } from '../../../assembly';
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

/**
 * Each host knows its own name without DNS, as kubeadm and sudo want it. Those of others it does not: nothing that Plinth writes
 * dials a host by name, and a list of all would grow with every host on every host.
 */
export function contributeHostsFiles(into: Contribution, pool: HostPool): void {
  for (const { name, address, place } of pool.hosts) {
    contributeFile(into, place, {
      path: '/etc/hosts',
      body: { format: 'text', value: lines([...loopback, `${address} ${name}`]) },
      effect: { kind: 'none' },
    });
  }
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
