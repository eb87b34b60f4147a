import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import {
  FlannelBackend,
  FlannelDatastore,
  PolicyEnforcer,
  type EtcdDatastoreProps,
  type FlannelProps,
  type NetworkAttachment,
  type VxlanProps,
} from '../../../lib/constructs/network';
import { everything } from '../kubernetes/world';
import { controlPlane, lab, type LabOptions } from './lab';

type Case = readonly [without: LabOptions, given: LabOptions];

const network = (given: Partial<FlannelProps>): Case => [{}, { network: given }];
const vxlan = (given: VxlanProps): Case => network({ backend: FlannelBackend.vxlan(given) });
const attach = (given: Partial<NetworkAttachment>): Case => [{}, { attach: given }];
const leases = (given: EtcdDatastoreProps): Case => {
  const options = (props: EtcdDatastoreProps): LabOptions => ({
    network: (etcd) => ({ datastore: FlannelDatastore.etcd(etcd, props) }),
  });
  return [options({}), options(given)];
};
const image = 'registry.example.com/image:1';

/** For each property a network without it, and one with another value than the default. */
const cases: Readonly<Record<string, Case>> = {
  'AddressPlanProps.pods': network({ pods: '10.248.0.0/16' }),
  'AddressPlanProps.services': network({ services: '10.97.0.0/16' }),
  'AddressPlanProps.nodePrefix': network({ nodePrefix: 25 }),
  'AddressPlanProps.reserved': network({ reserved: { ntp: ['10.1.0.4'] } }),
  'FlannelProps.backend': network({ backend: FlannelBackend.hostGw() }),
  'FlannelProps.datastore': [
    {},
    {
      network: (etcd) => ({ datastore: FlannelDatastore.etcd(etcd) }),
    },
  ],
  'FlannelProps.enforcer': network({ enforcer: PolicyEnforcer.none() }),
  'FlannelProps.mtu': network({ mtu: 1400 }),
  'FlannelProps.images': network({ images: { flannel: image } }),
  'FlannelImages.flannel': network({ images: { flannel: image } }),
  'FlannelImages.plugin': network({ images: { plugin: image } }),
  'VxlanProps.port': vxlan({ port: 4789 }),
  'VxlanProps.vni': vxlan({ vni: 2 }),
  'VxlanProps.directRouting': vxlan({ directRouting: true }),
  'EtcdDatastoreProps.prefix': leases({ prefix: '/lab' }),
  'EtcdDatastoreProps.subnetMin': leases({ subnetMin: '10.244.16.0' }),
  'EtcdDatastoreProps.subnetMax': leases({ subnetMax: '10.244.16.0' }),
  'PolicyEnforcerProps.image': network({ enforcer: PolicyEnforcer.kubeRouter({ image }) }),
  'NetworkAttachment.pools': attach({ pools: [] }),
  'NetworkAttachment.proxyMode': attach({ proxyMode: 'iptables' }),
  'NetworkAttachment.nodePorts': attach({ nodePorts: [31000, 32000] }),
  'NetworkAttachment.api': attach({ api: { host: '10.20.0.6', port: 6443 } }),
  'NetworkAttachment.virtual': attach({ virtual: { 'api-server': '10.20.0.5' } }),
  'NetworkAttachment.controlPlane': attach({ controlPlane: `${controlPlane}-2` }),
};

/** Every property that an author, or a cluster, can write about a network. */
function declaredProperties(): readonly string[] {
  const folder = join(__dirname, '../../../lib/constructs/network');
  const files = [
    ...['address-plan', 'network-attachment', 'enforcers/policy-enforcer'],
    ...['flannel/props', 'flannel/backend', 'flannel/datastore'],
  ];
  return files
    .map((name) => join(folder, `${name}.ts`))
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ name, members }) =>
      members.flatMap((member) =>
        ts.isPropertySignature(member) && ts.isIdentifier(member.name) ? [`${name.text}.${member.name.text}`] : [],
      ),
    )
    .sort();
}

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(everything(lab(given))).not.toBe(everything(lab(without)));
});
