import type { JsonObject } from '../../core';
import { hostStack, hostViews, plinthId, resourcesOf, toYaml, type Assembly, type HostView } from '../../assembly';

/** Hosts and how they are reached; groups by what they carry, with the names that Kubespray gives them, and by pool. */
export function inventoryText(assembly: Assembly): string {
  const hosts = hostViews(assembly);
  const [plane] = resourcesOf(assembly, 'control-plane');
  const inPools = (pools: readonly string[]): readonly HostView[] =>
    hosts.filter(({ host }) => pools.includes(host.spec.pool));
  const members = resourcesOf(assembly, 'etcd-cluster').flatMap(({ spec }) => spec.members.map(({ host }) => host));
  const control = inPools(plane?.spec.controlPools ?? []);
  const nodes = inPools([...(plane?.spec.controlPools ?? []), ...(plane?.spec.workerPools ?? [])]);
  const pools = [...new Set(hosts.map(({ host }) => host.spec.pool))];
  const groups: Record<string, JsonObject> = {
    kube_control_plane: group(control),
    kube_node: group(inPools(plane?.spec.workerPools ?? [])),
    etcd: group(hosts.filter(({ name }) => members.includes(name))),
    k8s_cluster: group(nodes),
    // A group may not have the name of a host, nor characters that are no part of a name in Python.
    ...Object.fromEntries(pools.map((pool) => [`pool_${pool.replaceAll('-', '_')}`, group(inPools([pool]))])),
  };
  return `---\n${toYaml({
    all: {
      hosts: Object.fromEntries(hosts.map((host) => [host.name, variables(assembly, host)])),
      children: groups,
    },
  })}`;
}

function group(hosts: readonly HostView[]): JsonObject {
  return { hosts: Object.fromEntries(hosts.map(({ name }) => [name, {}])) };
}

function variables(assembly: Assembly, { name, host, pool }: HostView): JsonObject {
  const machine = assembly.resources[plinthId(hostStack, 'machine', name)];
  const existing = machine?.kind === 'machine' && machine.spec.kind === 'existing' ? machine.spec : undefined;
  const user = existing?.sshUser ?? pool.spec.operatingSystem.user;
  return {
    ansible_host: existing?.sshAddress ?? host.spec.address,
    ...(user !== undefined && { ansible_user: user }),
    ...(existing && existing.sshPort !== 22 && { ansible_port: existing.sshPort }),
    ...(user !== undefined && user !== 'root' && { ansible_become: true }),
  };
}
