import {
  assemblySchema,
  hostStack,
  placedName,
  plinthId,
  type Assembly,
  type Body,
  type FileSpec,
  type HostPlace,
  type HostPoolSpec,
  type LayerKind,
  type PackageSource,
  type Resource,
  type SpecOf,
  type UnitSpec,
  type UserSpec,
} from '../../../lib/assembly';

/** A resource of a layer, as the pool of its hosts would contribute it. */
export function layer<K extends LayerKind>(kind: K, name: string, spec: SpecOf<K>): Resource {
  const id = plinthId(hostStack, kind, name);
  return { id, kind, owner: `${hostStack}/control`, stack: hostStack, spec } as unknown as Resource;
}

export const onControl: HostPlace = { pool: 'control' };

export function file(path: string, body: Body | string, rest: Partial<FileSpec> = {}): Resource {
  const on = rest.on ?? onControl;
  return layer('file', placedName(on, path), {
    ...{ on, path, mode: '0644', user: 'root', group: 'root', stage: 'config', effect: { kind: 'none' } },
    ...rest,
    body: typeof body === 'string' ? { format: 'text', value: body } : body,
  });
}

export function unit(name: string, rest: Partial<UnitSpec> = {}): Resource {
  const on = rest.on ?? onControl;
  const effect = { kind: 'restart', unit: name } as const;
  return layer('unit', placedName(on, name), { on, name, state: 'enabled', stage: 'config', effect, ...rest });
}

export function software(name: string, source: PackageSource, version?: string): Resource {
  const spec = { on: onControl, name, source, ...(version !== undefined && { version }) };
  return layer('package', placedName(onControl, name), spec);
}

export function person(name: string, rest: Partial<UserSpec> = {}): Resource {
  const spec = { on: onControl, name, system: false, sudo: true, groups: [], keys: ['ssh-ed25519 AAAA ada'], ...rest };
  return layer('user', placedName(onControl, name), spec);
}

export const debian: HostPoolSpec['operatingSystem'] = {
  ...{ name: 'debian', release: '13', packages: 'apt', binaries: '/usr/local/bin', cgroup: 2, systemd: 257 },
  ...{ resolvConf: '/run/systemd/resolve/resolv.conf', network: 'networkd', security: 'apparmor' },
  ...{ ignition: '3.3.0', kernel: '6.12' },
};

/** A pool with its hosts `<pool>-1` to `<pool>-<count>`. */
export function pool(name: string, count: number, rest: Partial<HostPoolSpec> = {}): readonly Resource[] {
  const hosts = Array.from({ length: count }, (_, index) => `${name}-${String(index + 1)}`);
  return [
    layer('host-pool', name, {
      ...{ operatingSystem: debian, provisioning: { kind: 'cloud-init' }, hosts, retired: [] },
      ...{ subnet: '10.20.0.0/24', gateway: '10.20.0.1', interface: 'eth0', linkMtu: 1500 },
      ...{ nameServers: ['10.20.0.2'], timeServers: ['10.20.0.3'], swap: 'off', updates: { strategy: 'off' } },
      ...{ registryMirrors: [], ...rest },
    }),
    ...hosts.map((host, index) => {
      const address = `10.20.${String(Math.floor((index + 11) / 256))}.${String((index + 11) % 256)}`;
      return layer('host', host, { pool: name, address, volumes: [] });
    }),
  ];
}

/** An environment of hosts alone. */
export function hostsAssembly(...resources: readonly (Resource | readonly Resource[])[]): Assembly {
  const all = resources.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    schema: assemblySchema,
    environment: { name: 'lab', tier: 'production', versions: {} },
    resources: Object.fromEntries(all.map((one) => [one.id, one])),
    edges: [],
    acknowledgements: [],
  };
}
