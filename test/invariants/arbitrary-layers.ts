import fc from 'fast-check';
import type { HostPlace, LayerKind, SpecOf } from '../../lib/assembly';
import { trickyJson, trickyString } from '../assembly/yaml/tricky-json';
import { arbitraryBody, arbitrarySections } from './arbitrary-body';
import { maybe, merged, type Drawn } from './drawn';

const some = <T>(value: Drawn<T>, maxLength = 2): Drawn<T[]> => fc.array(value, { maxLength });
const name = fc.constantFrom('a', 'control', 'orders-rw', 'x9');
const address = fc.constantFrom('10.20.0.11', '10.20.0.12', 'fd00::1');
const range = fc.constantFrom('10.20.0.0/24', '10.244.0.0/16');
const port = fc.integer({ min: 1, max: 65_535 });
const count = fc.nat(1000);
const texts = fc.dictionary(name, trickyString, { maxKeys: 2 });
const json = fc.dictionary(trickyString, trickyJson, { maxKeys: 2 });
const on = merged(fc.record({ pool: fc.constantFrom('control', 'worker') }), maybe('host', fc.constant('control-1')));
const mode = fc.constantFrom('0644', '0600', '0755');
const path = fc.constantFrom('/etc/hosts', '/etc/a b', '/etc/x:y', '/opt/日本', '/etc/dev\\x2d1', '/usr/local/bin/x');
const stage = fc.constantFrom('boot', 'config');
const command = some(trickyString);
const unitName = fc.constantFrom(
  'etcd.service',
  'a@b.service',
  'dev-x\\x2d1.mount',
  'kubelet.service.d/10-plinth.conf',
);
const effect = fc.oneof(
  fc.constantFrom({ kind: 'none' }, { kind: 'reboot' }, { kind: 'replace-host' }),
  fc.record({ kind: fc.constantFrom('reload', 'restart'), unit: unitName }),
  fc.record({ kind: fc.constant('run'), command }),
);
const maker = fc.constantFrom('generatedAtApply', 'existing', 'externalSecret');
const certificateOwner = fc.constantFrom('plinth', 'kubeadm', 'kubelet', 'given');

const mirror = merged(
  fc.record({ registry: name, endpoint: trickyString }),
  maybe('authority', path),
  maybe('credentials', path),
);
const system = merged(
  fc.record({
    name: fc.constantFrom('fedora-coreos', 'flatcar', 'ubuntu', 'debian'),
    release: name,
    packages: fc.constantFrom('apt', 'sysext', 'artifacts'),
    binaries: path,
    resolvConf: path,
    network: fc.constantFrom('networkd', 'network-manager'),
    security: fc.constantFrom('selinux', 'apparmor', 'none'),
    cgroup: fc.constantFrom(1, 2),
    systemd: count,
  }),
  maybe('ignition', fc.constant('3.4.0')),
  maybe('kernel', fc.constant('6.12')),
);
const packageSource = fc.oneof(
  merged(fc.record({ kind: fc.constant('apt'), hold: fc.boolean() }), maybe('repository', name)),
  merged(fc.record({ kind: fc.constant('sysext'), url: trickyString }), maybe('sha256', fc.constant('00ff'))),
  merged(
    fc.record({
      kind: fc.constant('artifact'),
      url: trickyString,
      install: some(merged(fc.record({ to: path, mode }), maybe('from', path))),
    }),
    maybe('sha256', fc.constant('00ff')),
    maybe('digestSource', trickyString),
  ),
  fc.constant({ kind: 'rpm-ostree' }),
  fc.record({ kind: fc.constant('image'), image: trickyString }),
);
const machine = fc.oneof(
  merged(fc.record({ kind: fc.constant('existing'), sshPort: port, sshUser: name }), maybe('sshAddress', address)),
  merged(
    fc.record({
      kind: fc.constant('openstack'),
      ...{ flavor: trickyString, image: trickyString, network: trickyString, subnet: trickyString, serverGroup: name },
      serverGroupPolicy: fc.constantFrom('anti-affinity', 'soft-anti-affinity'),
      allowedAddresses: some(address),
      volumes: some(merged(fc.record({ name, gibibytes: count }), maybe('type', trickyString))),
      stateful: fc.boolean(),
    }),
    maybe('availabilityZone', name),
  ),
);

/** What a resource of each kind says. A kind that is missing here does not compile. */
const drawn: { readonly [K in LayerKind]: Drawn<object> } = {
  'address-plan': fc.record({
    ...{ nodes: some(range), pods: range, services: range, nodePrefix: count },
    virtual: fc.dictionary(name, address, { maxKeys: 2 }),
    reserved: fc.dictionary(name, some(address), { maxKeys: 2 }),
  }),
  'certificate-authority': fc.record({
    ...{ commonName: trickyString, lifetimeDays: count, owner: certificateOwner },
    keyOn: fc.oneof(fc.constant('control-node'), some(on)),
  }),
  certificate: merged(
    fc.record({
      ...{ on, name, authority: name, commonName: trickyString, dnsNames: some(name), addresses: some(address) },
      usages: fc.subarray(['serverAuth', 'clientAuth']),
      ...{ lifetimeDays: count, renewBeforeDays: count, owner: certificateOwner, effect },
      files: merged(
        fc.record({ certificate: path, key: path, user: name }),
        maybe('trusts', fc.record({ authority: name, path })),
      ),
    }),
    maybe('organization', trickyString),
  ),
  'tls-connection': merged(
    fc.record({ dials: some(address), port, server: trickyString, trusts: name }),
    maybe('client', trickyString),
    maybe('serverTrusts', name),
  ),
  'control-plane': merged(
    fc.record({
      ...{ version: name, release: name, containerd: name, pause: name, bindPort: port },
      ...{ controlPools: some(name), workerPools: some(name), podRange: range, serviceRange: range, nodePrefix: count },
      endpoint: merged(
        fc.record({ host: name, port, kind: fc.constantFrom('virtual-address', 'load-balancer', 'single-host') }),
        maybe('virtualAddress', address),
        maybe('routerId', count),
      ),
      etcd: fc.oneof(
        fc.record({ kind: fc.constant('external'), cluster: name }),
        fc.record({ kind: fc.constant('stacked'), release: name }),
      ),
      ...{ clusterDomain: name, clusterDns: address, apiServerNames: some(name), nodePorts: fc.tuple(port, port) },
      ...{ kubelet: json, kubeProxy: json, encryptionAtRest: fc.boolean(), audit: fc.boolean() },
    }),
    maybe('servingCertificateApprover', name),
  ),
  'etcd-cluster': merged(
    fc.record({
      ...{ version: name, release: name, token: trickyString, dataDirectory: path, quotaBytes: count, authority: name },
      members: some(fc.record({ name, host: name, clientUrl: trickyString, peerUrl: trickyString })),
      ...{ heartbeatMilliseconds: count, electionMilliseconds: count, environment: texts, usedBy: some(name) },
    }),
    maybe(
      'backup',
      fc.record({
        ...{ schedule: trickyString, keep: count },
        destination: fc.record({ kind: fc.constantFrom('s3', 'ssh'), url: trickyString }),
      }),
    ),
  ),
  exposure: merged(
    fc.record({
      ...{ scheme: fc.constantFrom('http', 'https'), host: name, path, service: name, nodePort: port },
      backend: fc.constantFrom('http', 'h2c'),
    }),
    maybe('certificate', path),
  ),
  file: fc.record({ on, path, mode, user: name, group: name, stage, effect, body: arbitraryBody }),
  'firewall-rule': merged(
    fc.record({
      ...{ on, name, protocol: fc.constantFrom('tcp', 'udp', 'vrrp'), reason: trickyString },
      ports: some(fc.tuple(port, port)),
      from: some(
        fc.oneof(
          fc.constant({ kind: 'anywhere' }),
          fc.record({ kind: fc.constant('pool'), pool: name }),
          fc.record({ kind: fc.constant('cidr'), cidr: range }),
        ),
      ),
    }),
    maybe('limitPerMinute', count),
  ),
  flannel: fc.record({
    ...{ network: range, release: name, nftables: fc.boolean(), overhead: count, mtu: count, pools: some(name) },
    backend: fc.oneof(
      fc.record({ kind: fc.constant('vxlan'), port, vni: count, directRouting: fc.boolean() }),
      fc.constant({ kind: 'host-gw' }),
    ),
    datastore: fc.oneof(
      fc.constant({ kind: 'kubernetes' }),
      merged(
        fc.record({ kind: fc.constant('etcd'), cluster: name, prefix: path, subnetLength: count }),
        maybe('subnetMin', address),
        maybe('subnetMax', address),
      ),
    ),
  }),
  host: merged(
    fc.record({
      ...{ pool: fc.constantFrom('control', 'worker'), address },
      volumes: some(fc.record({ name, path, bytes: fc.maxSafeInteger() })),
    }),
    maybe('zone', name),
  ),
  'host-pool': merged(
    fc.record({
      operatingSystem: system,
      provisioning: fc.oneof(
        fc.record({ kind: fc.constant('ignition'), spec: fc.constantFrom('3.3.0', '3.5.0') }),
        fc.constant({ kind: 'cloud-init' }),
      ),
      ...{ hosts: some(name), retired: some(name), subnet: range, interface: name, linkMtu: count },
      ...{ nameServers: some(address), timeServers: some(name) },
      swap: fc.constantFrom('off', 'limited', 'system-default'),
      updates: merged(
        fc.record({ strategy: fc.constantFrom('off', 'download-only', 'window', 'immediate') }),
        maybe('window', fc.record({ days: some(name), start: name, minutes: count })),
      ),
      registryMirrors: some(mirror),
    }),
    ...[
      maybe('gateway', address),
      maybe('cpus', count),
      maybe('memoryMebibytes', count),
      maybe('userDataLimit', count),
    ],
  ),
  'host-secret': merged(
    fc.record({ on, path, mode, user: name, group: name, maker, purpose: trickyString, effect }),
    maybe('template', fc.record({ body: arbitraryBody, randomBytes: fc.dictionary(name, count, { maxKeys: 2 }) })),
  ),
  machine,
  'machine-backend': fc.record({ kind: fc.constantFrom('local', 's3', 'http', 'pg'), settings: texts }),
  module: fc.record({ on, name }),
  package: merged(fc.record({ on, name, source: packageSource }), maybe('version', name)),
  sysctl: fc.record({ on, name, value: trickyString }),
  unit: merged(
    fc.record({ on, name: unitName, state: fc.constantFrom('enabled', 'static', 'disabled', 'masked'), stage, effect }),
    maybe('body', arbitrarySections),
  ),
  'virtual-address': fc.record({ address, routerId: count, hosts: some(on) }),
  user: fc.record({
    ...{ on, name, system: fc.boolean(), sudo: fc.boolean() },
    ...{ groups: some(name), keys: some(trickyString) },
  }),
};

export const arbitrarySpec = drawn as { readonly [K in LayerKind]: Drawn<SpecOf<K>> };

/** What the identity of a resource on hosts says besides its place; undefined where it stands nowhere. */
export function nameOnHost(spec: object): { readonly on: HostPlace; readonly what: string } | undefined {
  const { on: place, path: file, name: own } = spec as Partial<Record<'on' | 'path' | 'name', unknown>>;
  return place === undefined ? undefined : { on: place as HostPlace, what: String(file ?? own) };
}
