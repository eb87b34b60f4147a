import { kubernetesMinors } from '../../../lib/kube-api';
import { upstream } from '../../../tools/upstream';
import { strictConfigProblems } from './strict-config';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  for (const minor of kubernetesMinors) await upstream(`strict-config-${minor}`);
});

const kubelet = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
clusterDNS:
  - 10.96.0.10
maxPods: 110
systemReserved:
  memory: 512Mi
evictionHard:
  memory.available: 5%
`;
const kubeProxy = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clusterCIDR: 10.244.0.0/16
`;
const encryption = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - secretbox:
          keys:
            - name: key-1
              secret: ${'A'.repeat(43)}=
      - identity: {}
`;
const audit = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  - level: Metadata
`;
const kubeadm = `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
nodeRegistration:
  name: cp-1
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking:
  podSubnet: 10.244.0.0/16
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  file:
    kubeConfigPath: /etc/kubernetes/discovery.conf
`;

describe.each(kubernetesMinors)('Kubernetes %s', (minor) => {
  test('accepts all of it, also in one file', async () => {
    const file = `# Comments only.\n---\n${[kubelet, kubeProxy, encryption, audit, kubeadm].join('---\n')}`;
    expect(await strictConfigProblems(file, minor)).toEqual([]);
  });

  test.each([
    ['maxPods', 'maxPod', 'unknown field "maxPod"'],
    ['maxPods: 110', 'cgroupDriver: cgroupfs', 'yaml: unmarshal errors: line 6: key "cgroupDriver" already set in map'],
    ['maxPods: 110', 'maxPods: -1', 'invalid configuration: maxPods (--max-pods) -1 must not be a negative number'],
    ['512Mi', '512MB', 'systemReserved.memory: "512MB": quantities must match the regular expression'],
    ['memory: 512Mi', 'ram: 512Mi', 'systemReserved: "ram" cannot be reserved'],
    ['memory.available', 'memory.free', 'thresholds of eviction: '],
    ['maxPods: 110', 'featureGates: { Nonesuch: true }', 'unrecognized feature gate: Nonesuch'],
    ['maxPods: 110', 'featureGates: { NodeSwap: true }', 'GA feature gate'],
  ])('refuses a kubelet with %s as %s', async (good, bad, problem) => {
    const [first = ''] = await strictConfigProblems(kubelet.replace(good, bad), minor);
    expect(first).toMatch(/^document 1, KubeletConfiguration: /);
    expect(first).toContain(problem);
  });

  test('judges a kubelet as on cgroup v2', async () => {
    expect(await strictConfigProblems(`${kubelet}failCgroupV1: true\nsingleProcessOOMKill: false\n`, minor)).toEqual(
      [],
    );
  });

  test.each([
    [
      'nftables',
      'nftable',
      'KubeProxyConfiguration.Mode.ProxyMode: Invalid value: "nftable": must be iptables, ipvs, nftables or blank (blank means the best-available proxy [currently iptables])',
    ],
    ['clusterCIDR', 'clusterCidr', 'unknown field "clusterCidr"'],
  ])('refuses a kube-proxy with %s as %s', async (good, bad, problem) => {
    const problems = await strictConfigProblems(kubeProxy.replace(good, bad), minor);
    expect(problems).toEqual([`document 1, KubeProxyConfiguration: ${problem}`]);
  });

  test.each([
    ['providers', 'provider', 'unknown field "resources[0].provider"'],
    [
      'AAAA',
      '',
      'resources[0].providers[0].secretbox.keys[0].secret: Invalid value: "REDACTED": secret is not of the expected length, got 29, expected one of [32]',
    ],
  ])('refuses an encryption with %s as "%s"', async (good, bad, problem) => {
    const problems = await strictConfigProblems(encryption.replace(good, bad), minor);
    expect(problems).toEqual([`document 1, EncryptionConfiguration: ${problem}`]);
  });

  test.each([
    ['level: Metadata', 'levels: Metadata', 'unknown field "rules[0].levels"'],
    [
      'Metadata',
      'Meta',
      'rules[0].level: Unsupported value: "Meta": supported values: "None", "Metadata", "Request", "RequestResponse"',
    ],
    ['rules:\n  - level: Metadata\n', '', 'loaded illegal policy with 0 rules'],
  ])('refuses an audit policy with %j as %j', async (good, bad, problem) => {
    const problems = await strictConfigProblems(audit.replace(good, bad), minor);
    expect(problems).toEqual([`document 1, Policy: ${problem}`]);
  });

  test.each([
    ['name:', 'names:', 'document 1, InitConfiguration: unknown field "nodeRegistration.names"'],
    ['podSubnet', 'podSubnett', 'document 2, ClusterConfiguration: unknown field "networking.podSubnett"'],
    ['file:', 'files:', 'document 3, JoinConfiguration: unknown field "discovery.files"'],
    ['JoinConfiguration', 'JoinConfig', 'document 3: no component reads "kubeadm.k8s.io/v1beta4 JoinConfig"'],
  ])('refuses kubeadm with %s as %s', async (good, bad, problem) => {
    expect(await strictConfigProblems(kubeadm.replace(good, bad), minor)).toEqual([problem]);
  });

  test('refuses a file with nothing in it', async () => {
    expect(await strictConfigProblems('# nothing\n', minor)).toEqual(['there is no document']);
  });
});

test('a field is judged by the minor that is asked for', async () => {
  const curves = `${kubelet}tlsCurvePreferences:\n  - 29\n`;
  expect(await strictConfigProblems(curves, '1.35')).toEqual([
    'document 1, KubeletConfiguration: unknown field "tlsCurvePreferences"',
  ]);
  expect(await strictConfigProblems(curves, '1.36')).toEqual([]);
});
