import type { Size } from 'cdk8s';
import type { HostPoolSpec, HostVolume, OsUpdates, Provisioning } from '../../assembly';
import { Cidr, PlinthError } from '../../core';
import { firstAddressOf } from './host-addresses';
import type { HostPool } from './host-pool';
import type { HostPoolProps } from './host-pool-props';
import type { OperatingSystem } from './operating-system';

/** The link of a pool's hosts to their network. */
export interface HostNetwork {
  readonly interface: string;
  readonly linkMtu: number;
  readonly gateway: string | undefined;
  readonly nameServers: readonly string[];
  /** Of the pool's subnet: 24. */
  readonly prefixLength: number;
}

export function networkOf(props: HostPoolProps): HostNetwork {
  const subnet = tryCidr(props.subnet);
  const { interface: name = 'eth0', linkMtu = 1500, nameServers = [] } = props;
  const gateway = props.gateway ?? (subnet && firstAddressOf(subnet));
  return { interface: name, linkMtu, gateway, nameServers, prefixLength: subnet?.prefixLength ?? 32 };
}

export function provisioningOf({ os, provisioning }: HostPoolProps): Provisioning {
  const [usual = 'cloud-init'] = os.provisioning;
  const kind = provisioning !== undefined && os.provisioning.includes(provisioning) ? provisioning : usual;
  return kind === 'ignition' && os.facts.ignition !== undefined
    ? { kind, spec: os.facts.ignition }
    : { kind: 'cloud-init' };
}

/** Nobody restarts a host. Zincati knows no way to make an update ready and leave the restart to others. */
export function updatesOf({ os, updates }: HostPoolProps): OsUpdates {
  return updates?.spec ?? { strategy: usualUpdates(os) };
}

function usualUpdates({ facts }: OperatingSystem): 'off' | 'download-only' {
  return facts.updater === 'zincati' ? 'off' : 'download-only';
}

export function defaultVolumePath(name: string): string {
  return `/var/lib/plinth/volumes/${name}`;
}

/** By name, so that the order of declaration leaves no trace. */
export function volumesOf({ volumes = {} }: HostPoolProps): readonly (HostVolume & { readonly size: Size })[] {
  return Object.entries(volumes)
    .map(([name, volume]) => {
      const { size, path = defaultVolumePath(name) } = 'size' in volume ? volume : { size: volume };
      return { name, path, size, bytes: size.toKibibytes() * 1024 };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The pool as others see it. */
export function hostPoolSpec(pool: HostPool): HostPoolSpec {
  const { props, os, network } = pool;
  const { machine, retired = [], timeServers = [], registryMirrors = [] } = props;
  const capacity = props.capacity ?? machine.capacity;
  return {
    operatingSystem: os.facts,
    provisioning: pool.provisioning,
    hosts: pool.hosts.map(({ name }) => name),
    retired,
    subnet: props.subnet,
    ...(network.gateway !== undefined && { gateway: network.gateway }),
    interface: network.interface,
    linkMtu: network.linkMtu,
    nameServers: network.nameServers,
    timeServers,
    swap: pool.swap,
    updates: pool.updates,
    ...(capacity && { cpus: capacity.cpus, memoryMebibytes: capacity.memory.toMebibytes() }),
    ...(machine.userDataLimit !== undefined && { userDataLimit: machine.userDataLimit }),
    registryMirrors,
  };
}

/** Undefined for what is no range; that is reported. */
export function tryCidr(text: string): Cidr | undefined {
  try {
    return Cidr.parse(text);
  } catch (error) {
    if (error instanceof PlinthError) return undefined;
    throw error;
  }
}
