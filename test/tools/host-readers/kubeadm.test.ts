import { kubernetesMinors } from '../../../lib/kube-api';
import { upstream } from '../../../tools/upstream';
import { kubeadmProblems } from './kubeadm';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  for (const minor of kubernetesMinors) await upstream(`kubeadm-${minor}`);
});

const token = 'abcdef.0123456789abcdef';

const init = (minor: string): string => `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.0.0.11
nodeRegistration:
  name: cp-1
  criSocket: unix:///run/containerd/containerd.sock
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v${minor}.0
controlPlaneEndpoint: 10.0.0.10:6443
networking:
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/12
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
`;

const join = `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    token: ${token}
    apiServerEndpoint: 10.0.0.10:6443
    caCertHashes: ['sha256:${'0'.repeat(64)}']
nodeRegistration:
  name: w-1
`;

describe.each(kubernetesMinors)('kubeadm %s', (minor) => {
  test.each([
    ['a cluster', init(minor)],
    ['a node that joins', join],
  ])('accepts the configuration of %s', async (_, text) => {
    expect(await kubeadmProblems(text, minor)).toEqual([]);
  });

  test.each([
    ['podSubnet', 'podSubnett', 'strict decoding error: unknown field "networking.podSubnett"'],
    ['cgroupDriver', 'cgroupDrivers', 'strict decoding error: unknown field "cgroupDrivers"'],
    ['10.244.0.0/16', '10.244.0.0/33', 'networking.podSubnet: Invalid value: "10.244.0.0/33": couldn\'t parse subnet'],
    [
      'advertiseAddress: 10.0.0.11',
      'advertiseAddress: 10.0.0.300',
      'couldn\'t use "10.0.0.300" as "apiserver-advertise-address"',
    ],
    ['unix:///run', '/run', 'Usage of CRI endpoints without URL scheme is deprecated'],
    [`kubernetesVersion: v${minor}.0\n`, '', 'could not fetch a Kubernetes version from the internet'],
    [
      `v${minor}.0`,
      'v1.30.0',
      'this version of kubeadm only supports deploying clusters with the control plane version >=',
    ],
    ['v1beta4', 'v1beta9', 'unknown configuration APIs'],
  ])('refuses %s as %s', async (good, bad, problem) => {
    expect((await kubeadmProblems(init(minor).replace(good, bad), minor)).join('\n')).toContain(problem);
  });

  test('refuses a token of another form', async () => {
    expect(await kubeadmProblems(join.replace(token, 'secret'), minor)).toEqual([
      expect.stringContaining('the bootstrap token is invalid'),
    ]);
  });
});
