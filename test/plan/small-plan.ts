import { assemblySchema, type Assembly, type FileSpec, type Resource, type UnitSpec } from '../../lib/assembly';
import { planSchema, type Plan, type Step } from '../../lib/plan';

const place = { pool: 'pool', host: 'host-1' } as const;

const common = { owner: '_hosts/pool', stack: '_hosts' } as const;

/** An environment with one host and what is put on it. */
export function smallAssembly(...resources: readonly Resource[]): Assembly {
  const all: readonly Resource[] = [hostPool, host, ...resources];
  return {
    schema: assemblySchema,
    environment: { name: 'small', tier: 'development', versions: {} },
    resources: Object.fromEntries(all.map((one) => [one.id, one])),
    edges: [],
    acknowledgements: [],
  };
}

const hostPool: Resource = {
  ...common,
  id: '_hosts/plinth/host-pool/pool',
  kind: 'host-pool',
  spec: {
    operatingSystem: {
      ...{ name: 'debian', release: '13', packages: 'apt', binaries: '/usr/local/bin', resolvConf: '/etc/resolv.conf' },
      ...{ network: 'networkd', security: 'none', cgroup: 2, systemd: 257, user: 'debian' },
    },
    provisioning: { kind: 'cloud-init' },
    ...{ hosts: ['host-1'], retired: [], subnet: '10.0.0.0/24', interface: 'eth0', linkMtu: 1500 },
    ...{ nameServers: [], timeServers: [], swap: 'off', updates: { strategy: 'off' }, registryMirrors: [] },
  },
};

const host: Resource = {
  ...common,
  id: '_hosts/plinth/host/host-1',
  kind: 'host',
  spec: { pool: 'pool', address: '10.0.0.11', volumes: [] },
};

export function file(path: string, text: string, spec: Partial<FileSpec> = {}): Extract<Resource, { kind: 'file' }> {
  return {
    ...common,
    id: `_hosts/plinth/file/pool/host-1:${path}`,
    kind: 'file',
    spec: {
      ...{ on: place, path, mode: '0644', user: 'root', group: 'root', stage: 'config', effect: { kind: 'none' } },
      body: { format: 'text', value: text },
      ...spec,
    },
  };
}

export function unit(name: string, spec: Partial<UnitSpec> = {}): Extract<Resource, { kind: 'unit' }> {
  return {
    ...common,
    id: `_hosts/plinth/unit/pool/host-1:${name}`,
    kind: 'unit',
    spec: { on: place, name, state: 'static', stage: 'config', effect: { kind: 'none' }, ...spec },
  };
}

/** A step on the host that does nothing and always holds, but for what is given. */
export function step(id: string, rest: Partial<Step> = {}): Step {
  return {
    ...{ id, title: `Do ${id}`, reason: 'It is tested.', phase: 'test', move: id.replace('/host-1/', '/') },
    ...{ place: { kind: 'host', host: 'host-1' }, digest: 'd1', needs: [], actions: [] },
    ...{ postcondition: { kind: 'none' }, timeoutSeconds: 1, amended: 'again', undo: { kind: 'nothing' } },
    ...{ impact: 'none', duration: 'seconds', takes: [], gives: [] },
    ...rest,
  };
}

export function smallPlan(...steps: readonly Step[]): Plan {
  return { schema: planSchema, environment: 'small', kind: 'install', to: 'd', steps };
}
