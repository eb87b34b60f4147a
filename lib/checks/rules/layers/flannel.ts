import { resourcesOf, type ControlPlaneSpec, type FlannelSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf, poolOf, tryCidr } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const configuration = 'https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md';
const backends = 'https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md';

const flannelRange = findingKind({
  code: 'flannel-range',
  severity: 'error',
  summary: 'flannel and Kubernetes disagree about the addresses of pods',
  references: [configuration],
  acknowledgeable: false,
});

const hostGatewayUnreachable = findingKind({
  code: 'host-gateway-unreachable',
  severity: 'error',
  summary: 'hosts are to be gateways for each other and are in different networks',
  references: [backends],
  acknowledgeable: true,
});

const etcdShared = findingKind({
  code: 'etcd-shared',
  severity: 'error',
  summary: 'every host could read all secrets of the cluster from etcd',
  references: ['https://etcd.io/docs/v3.6/op-guide/authentication/rbac/', configuration],
  acknowledgeable: true,
});

/** flannel against Kubernetes, against the hosts' networks, and against whoever shares its etcd. */
export const flannels: Rule = {
  kinds: [flannelRange, hostGatewayUnreachable, etcdShared],
  check: (context) => {
    const { assembly } = context;
    for (const { id, spec } of resourcesOf(assembly, 'flannel')) {
      for (const plane of resourcesOf(assembly, 'control-plane')) checkRange(context, id, spec, plane.spec);
      checkLeases(context, id, spec);
      checkGateways(context, id, spec);
      if (spec.datastore.kind === 'etcd') checkSharing(context, id, spec.datastore.cluster);
    }
  },
};

function checkRange({ report, where }: RuleContext, id: ResourceId, spec: FlannelSpec, plane: ControlPlaneSpec): void {
  const range = tryCidr(spec.network)?.toString();
  // What is no range was reported by its network.
  if (range === undefined || range === tryCidr(plane.podRange)?.toString()) return;
  report(
    flannelRange,
    id,
    `Flannel ${where(id)} routes ${spec.network}; Kubernetes gives pods addresses of ${plane.podRange}.`,
    `Write pods: '${plane.podRange}' for both.`,
  );
}

/** What flannel checks when it keeps its leases in etcd, and only then. */
function checkLeases({ report, where }: RuleContext, id: ResourceId, { network, datastore }: FlannelSpec): void {
  const range = tryCidr(network);
  if (datastore.kind !== 'etcd' || !range) return;
  const { subnetLength } = datastore;
  const problem = (detail: string, fix: string): void => {
    report(flannelRange, id, `Flannel ${where(id)} ${detail}`, fix);
  };
  if (range.prefixLength > 28) problem(`has ${network}; its range is a /28 or larger.`, 'Choose a larger range.');
  if (subnetLength > 30 || subnetLength < range.prefixLength + 2) {
    problem(
      `gives each host a /${subnetLength} of ${network}; that is a prefix from ${range.prefixLength + 2} to 30.`,
      `Write nodePrefix: ${Math.min(Math.max(24, range.prefixLength + 2), 30)}.`,
    );
  }
  for (const [name, address] of [
    ['subnetMin', datastore.subnetMin],
    ['subnetMax', datastore.subnetMax],
  ] as const) {
    if (address === undefined) continue;
    const subnet = tryCidr(`${address}/${subnetLength}`);
    if (subnet && range.contains(subnet)) continue;
    problem(
      `has ${name} ${address}, which is no beginning of a /${subnetLength} of ${network}.`,
      'Choose an address at which such a part begins.',
    );
  }
}

function checkGateways({ assembly, report, where }: RuleContext, id: ResourceId, spec: FlannelSpec): void {
  if (spec.backend.kind !== 'host-gw') return;
  const subnets = new Map<string, string>();
  for (const pool of spec.pools) {
    const subnet = poolOf(assembly, pool)?.spec.subnet;
    if (subnet !== undefined && !subnets.has(subnet)) subnets.set(subnet, pool);
  }
  if (subnets.size < 2) return;
  const found = [...subnets].map(([subnet, pool]) => `pool "${pool}" in ${subnet}`);
  report(
    hostGatewayUnreachable,
    id,
    `Flannel ${where(id)} makes hosts gateways of each other's pods (host-gw), and they are in different networks: ${listed(found)}. A gateway must be a neighbour.`,
    'Put all hosts into one network, or use backend: FlannelBackend.vxlan().',
  );
}

function checkSharing({ assembly, report, where }: RuleContext, id: ResourceId, name: string): void {
  const etcd = layerOf(assembly, 'etcd-cluster', name);
  if (!etcd) return;
  const isKubernetes = resourcesOf(assembly, 'control-plane').some(
    ({ spec }) => spec.etcd.kind === 'external' && spec.etcd.cluster === name,
  );
  if (!isKubernetes && !etcd.spec.usedBy.includes('kubernetes')) return;
  report(
    etcdShared,
    id,
    `Flannel ${where(id)} keeps its leases in ${where(etcd.id)}, as Kubernetes keeps all of its data. Each host has a certificate for it, and with that reads and writes every Secret.`,
    'Give flannel an EtcdCluster of its own, or use FlannelDatastore.kubernetes().',
  );
}
