import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import {
  Endpoint,
  HostLoadBalancer,
  KubernetesPackages,
  Storage,
  VirtualIp,
  type AptPackagesProps,
  type GatewayLoadBalancerProps,
  type KubeletProps,
  type KubernetesCluster,
  type LocalPathImages,
  type ReservedProps,
} from '../../../../lib/constructs/kubernetes';
import { etcdOn, everything, synthesized, type Ask } from './fixture';

type Given = () => string;

const cluster =
  (ask: Ask, also?: (made: KubernetesCluster) => void): Given =>
  () =>
    everything(synthesized(ask, { workers: { volumes: { data: Size.gibibytes(5) } } }, also));
const kubelet = (props: KubeletProps): Given => cluster({ kubelet: props });
const reserved = (props: ReservedProps): Given => kubelet({ kubeReserved: { cpu: '1', ...props } });
const apt = (props: Partial<AptPackagesProps>): Given =>
  cluster({ packages: KubernetesPackages.apt({ key: 'a key', ...props }) });
const reason = (text: string): Given =>
  cluster({}, (made) => {
    made.kubelet.patch({ podsPerCore: 10 }, { reason: text });
  });
const plain = cluster({});
const image = `registry.example.com/image@sha256:${'0'.repeat(64)}`;
const localPath = (images: LocalPathImages): Given => cluster({ storage: Storage.localPath(images) });
const gateway = (props: GatewayLoadBalancerProps): Given =>
  cluster(({ control }) => ({ ingress: HostLoadBalancer.gateway(control, props) }));

/** For each property a declaration without it, or with another value, and one with it. */
const cases: Readonly<Record<string, readonly [Given, Given]>> = {
  'KubernetesClusterProps.version': [plain, cluster({ version: '1.35' })],
  'KubernetesClusterProps.controlPlane': [plain, cluster(({ control }) => ({ controlPlane: control.take(1) }))],
  'KubernetesClusterProps.workers': [plain, cluster(({ workers }) => ({ workers: workers.take(1) }))],
  'KubernetesClusterProps.etcd': [plain, cluster((bed) => ({ etcd: etcdOn(bed) }))],
  'KubernetesClusterProps.network': [plain, () => everything(synthesized({}, { pods: '10.245.0.0/16' }))],
  'KubernetesClusterProps.endpoint': [plain, cluster({ endpoint: VirtualIp.at('10.20.0.6') })],
  'KubernetesClusterProps.apiFrom': [plain, cluster({ apiFrom: ['192.0.2.0/24'] })],
  'KubernetesClusterProps.apiNames': [plain, cluster({ apiNames: ['api.example.com'] })],
  'KubernetesClusterProps.ingress': [plain, cluster(({ control }) => ({ ingress: HostLoadBalancer.on(control) }))],
  'KubernetesClusterProps.metrics': [plain, cluster({ metrics: true })],
  'KubernetesClusterProps.storage': [plain, cluster({ storage: Storage.localPath() })],
  'KubernetesClusterProps.registries': [plain, cluster({ registries: ['registry.example.com'] })],
  'KubernetesClusterProps.nodeLabels': [plain, cluster({ nodeLabels: { worker: { disktype: 'ssd' } } })],
  'KubernetesClusterProps.clusterDomain': [plain, cluster({ clusterDomain: 'lab.internal' })],
  'KubernetesClusterProps.kubelet': [plain, kubelet({ maxPods: 50 })],
  'KubernetesClusterProps.proxyMode': [plain, cluster({ proxyMode: 'iptables' })],
  'KubernetesClusterProps.conntrack': [plain, cluster({ conntrack: { min: 0 } })],
  'KubernetesClusterProps.audit': [plain, cluster({ audit: false })],
  'KubernetesClusterProps.encryptionAtRest': [plain, cluster({ encryptionAtRest: false })],
  'KubernetesClusterProps.podSecurity': [plain, cluster({ podSecurity: 'restricted' })],
  'KubernetesClusterProps.lifetimes': [plain, cluster({ lifetimes: { leaf: Duration.days(180) } })],
  'KubernetesClusterProps.imageRepository': [plain, cluster({ imageRepository: 'registry.example.com/k8s' })],
  'KubernetesClusterProps.packages': [plain, apt({})],
  'KubernetesClusterProps.containerd': [plain, cluster({ containerd: '2.2.1' })],
  'KubernetesClusterProps.maxConnections': [plain, cluster({ maxConnections: 500 })],
  'KubernetesClusterProps.restrictOomScoreAdj': [plain, cluster({ restrictOomScoreAdj: true })],
  'KubernetesClusterProps.ignorePreflightErrors': [plain, cluster({ ignorePreflightErrors: ['SystemVerification'] })],
  'KubernetesClusterProps.servingCertificateApprover': [plain, cluster({ servingCertificateApprover: 'approver' })],

  'MetricsImage.image': [cluster({ metrics: true }), cluster({ metrics: { image } })],

  'LocalPathImages.image': [localPath({}), localPath({ image })],
  'LocalPathImages.helperImage': [localPath({}), localPath({ helperImage: image })],

  'HostLoadBalancerProps.address': [gateway({}), gateway({ address: VirtualIp.at('10.20.0.7') })],
  'HostLoadBalancerProps.from': [gateway({}), gateway({ from: ['203.0.113.0/24'] })],
  'GatewayLoadBalancerProps.nodePorts': [gateway({}), gateway({ nodePorts: { http: 30081, https: 30444 } })],
  'GatewayLoadBalancerProps.image': [gateway({}), gateway({ image })],
  'VirtualIpProps.routerId': [plain, cluster({ endpoint: VirtualIp.at('10.20.0.5', { routerId: 51 }) })],

  'ConntrackProps.maxPerCore': [plain, cluster({ conntrack: { maxPerCore: 0 } })],
  'ConntrackProps.min': [plain, cluster({ conntrack: { min: 0 } })],

  'EndpointProps.port': [plain, cluster({ endpoint: Endpoint.virtual(VirtualIp.at('10.20.0.5'), { port: 9443 }) })],

  'KubeletProps.maxPods': [plain, kubelet({ maxPods: 50 })],
  'KubeletProps.kubeReserved': [plain, reserved({})],
  'KubeletProps.systemReserved': [plain, kubelet({ systemReserved: { cpu: '200m' } })],
  'KubeletProps.evictionMemory': [plain, kubelet({ evictionMemory: Size.mebibytes(500) })],
  'KubeletProps.podPidsLimit': [plain, kubelet({ podPidsLimit: 1024 })],
  'KubeletProps.shutdownGracePeriod': [plain, kubelet({ shutdownGracePeriod: Duration.seconds(60) })],
  'KubeletProps.shutdownGracePeriodCriticalPods': [
    plain,
    kubelet({ shutdownGracePeriodCriticalPods: Duration.seconds(10) }),
  ],
  'KubeletProps.resolvConf': [plain, kubelet({ resolvConf: '/etc/resolv.conf' })],
  'KubeletProps.failSwapOn': [plain, kubelet({ failSwapOn: false })],
  'KubeletProps.swapBehavior': [kubelet({ failSwapOn: false }), kubelet({ failSwapOn: false, swapBehavior: 'NoSwap' })],
  'KubeletProps.failCgroupV1': [plain, kubelet({ failCgroupV1: false })],
  'KubeletProps.serverTLSBootstrap': [plain, kubelet({ serverTLSBootstrap: true })],
  'KubeletProps.protectKernelDefaults': [plain, kubelet({ protectKernelDefaults: false })],
  'KubeletProps.seccompDefault': [plain, kubelet({ seccompDefault: false })],
  'KubeletProps.maxParallelImagePulls': [plain, kubelet({ maxParallelImagePulls: 5 })],

  'ReservedProps.cpu': [reserved({}), reserved({ cpu: '2' })],
  'ReservedProps.memory': [reserved({}), reserved({ memory: Size.gibibytes(1) })],
  'ReservedProps.ephemeralStorage': [reserved({}), reserved({ ephemeralStorage: Size.gibibytes(1) })],

  'AptPackagesProps.key': [apt({}), apt({ key: 'another key' })],
  'AptPackagesProps.uri': [apt({}), apt({ uri: 'https://mirror.example.com/kubernetes/' })],
  'AptPackagesProps.revision': [apt({}), apt({ revision: '2.1' })],

  'PatchOptions.reason': [reason('Small hosts.'), reason('Large hosts.')],
};

const isForAuthors =
  /^(?:KubernetesClusterProps|(?:Kubelet|Reserved|Conntrack|Endpoint|AptPackages|VirtualIp)Props|PatchOptions|(?:Host|Gateway)LoadBalancerProps|MetricsImage|LocalPathImages)$/;

/** Every property that an author can write. */
function declaredProperties(): readonly string[] {
  const folders = ['kubeadm', 'load-balancer', 'storage'];
  return folders
    .map((name) => join(__dirname, '../../../../lib/constructs/kubernetes', name))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .filter(({ name }) => isForAuthors.test(name.text))
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
  expect(given()).not.toBe(without());
});
