import { Duration, Size } from 'cdk8s';
import { HostLoadBalancer } from '../../../lib/constructs/kubernetes';
import { bodyText, resourcesOf } from '../../../lib/assembly';
import { kubernetesMinors } from '../../../lib/kube-api';
import { upstream } from '../../../tools/upstream';
import { etcdOn, synthesized, type Ask } from '../../constructs/kubernetes/kubeadm/fixture';
import { kubeadmImages, kubeadmProblems } from './kubeadm';
import { strictConfigProblems } from './strict-config';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  for (const minor of kubernetesMinors) {
    await upstream(`kubeadm-${minor}`);
    await upstream(`strict-config-${minor}`);
  }
});

const folder = '/etc/kubernetes/plinth';
/** kubeadm asks whether this is there, which on a host apply has brought: here it is this test. */
const discovery = [`${folder}/discovery.conf`, __filename] as const;

const asks: Readonly<Record<string, Ask>> = {
  'as it is by default': {},
  'with etcd of its own': (bed) => ({ etcd: etcdOn(bed), ingress: HostLoadBalancer.on(bed.control) }),
  'with everything set': {
    imageRepository: 'registry.example.com/k8s',
    apiNames: ['api.example.com'],
    conntrack: { maxPerCore: 0, min: 0 },
    ignorePreflightErrors: ['SystemVerification'],
    kubelet: {
      ...{ failCgroupV1: false, failSwapOn: false, swapBehavior: 'NoSwap', serverTLSBootstrap: true },
      ...{ maxParallelImagePulls: 1, shutdownGracePeriod: Duration.minutes(2) },
      kubeReserved: { cpu: '1', memory: Size.gibibytes(1), ephemeralStorage: Size.gibibytes(1) },
    },
    lifetimes: { leaf: Duration.days(90) },
    proxyMode: 'iptables',
    servingCertificateApprover: 'kubelet-csr-approver',
  },
};

describe.each(kubernetesMinors)('Kubernetes %s', (version) => {
  describe.each(Object.entries(asks))('%s', (_, ask) => {
    const { file, assembly } = synthesized((bed) => ({ ...(typeof ask === 'function' ? ask(bed) : ask), version }));

    test.each([
      ['the first control host', file(`${folder}/init.yaml`, 'control-1')],
      ['a further control host', file(`${folder}/join.yaml`, 'control-2').replace(...discovery)],
      ['a worker', file(`${folder}/join.yaml`, 'worker').replace(...discovery)],
    ])('kubeadm reads the document of %s', async (__, text) => {
      expect(await kubeadmProblems(text, version)).toEqual([]);
      expect(await strictConfigProblems(text, version)).toEqual([]);
    });

    test('the component says what images kubeadm will run', async () => {
      const declared = resourcesOf(assembly, 'component').flatMap(({ spec }) => spec.images ?? []);
      const asked = await kubeadmImages(file(`${folder}/init.yaml`, 'control-1'), version);
      expect(declared.map(({ image }) => image).sort()).toEqual([...asked].sort());
    });

    test('kubelets and API servers read theirs', async () => {
      const secrets = resourcesOf(assembly, 'host-secret').flatMap(({ spec }) =>
        spec.path === `${folder}/encryption.yaml` && spec.template ? [bodyText(spec.template.body)] : [],
      );
      // A key of 32 bytes, as apply makes one.
      const encryption = secrets.map((text) => text.replace('${key}', `${'A'.repeat(43)}=`));
      const others = ['audit-policy.yaml', 'patches/kubeletconfiguration+merge.yaml'];
      expect(encryption).toHaveLength(1);
      for (const text of [...encryption, ...others.map((name) => file(`${folder}/${name}`))]) {
        expect(await strictConfigProblems(text, version)).toEqual([]);
      }
    });
  });
});
