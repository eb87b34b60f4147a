import { kubernetesMinors } from '../../../../lib/kube-api';
import { etcdOn, synthesized } from './fixture';

const folder = '/etc/kubernetes/plinth';

describe.each(kubernetesMinors)('Kubernetes %s', (version) => {
  const result = synthesized({ version });

  test('the first control host begins with', () => {
    expect(result.file(`${folder}/init.yaml`, 'control-1')).toMatchSnapshot();
  });

  test('a further control host comes with', () => {
    expect(result.file(`${folder}/join.yaml`, 'control-2')).toMatchSnapshot();
  });

  test('a worker comes with', () => {
    expect(result.file(`${folder}/join.yaml`, 'worker')).toMatchSnapshot();
  });

  test('the kubelets of a pool have', () => {
    expect(result.file(`${folder}/patches/kubeletconfiguration+merge.yaml`, 'worker')).toMatchSnapshot();
  });
});

test('etcd of its own is dialled by its members’ addresses', () => {
  const { file } = synthesized((bed) => ({ etcd: etcdOn(bed) }));

  expect(linesOf(file(`${folder}/init.yaml`, 'control-1'), 'etcd:', 'apiServer:')).toMatchInlineSnapshot(`
    "etcd:
      external:
        endpoints:
          - https://10.20.0.11:2379
          - https://10.20.0.12:2379
          - https://10.20.0.13:2379
        caFile: /etc/kubernetes/pki/etcd/ca.crt
        certFile: /etc/kubernetes/pki/apiserver-etcd-client.crt
        keyFile: /etc/kubernetes/pki/apiserver-etcd-client.key"
  `);
});

test('control hosts differ by their names and addresses alone', () => {
  const { file } = synthesized();
  const as = (host: string, address: string): string =>
    file(`${folder}/init.yaml`, host).replaceAll(host, '<host>').replaceAll(address, '<address>');

  expect(as('control-2', '10.20.0.12')).toBe(as('control-1', '10.20.0.11'));
});

test('what a host is called and where it is stands in one line of its own', () => {
  const { file } = synthesized({ nodeLabels: { worker: { disktype: 'ssd' } } }, { workers: { zones: ['a', 'b'] } });

  expect(file('/etc/default/kubelet', 'worker-2')).toBe(
    'KUBELET_EXTRA_ARGS="--node-ip=10.20.0.22 --node-labels=disktype=ssd,topology.kubernetes.io/zone=b"\n',
  );
});

test('control hosts that run workloads as well have no taint', () => {
  const { file } = synthesized(({ control }) => ({ workers: control }));

  expect(file(`${folder}/init.yaml`, 'control-1')).toContain('  taints: []\n');
});

function linesOf(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(`\n${from}`) + 1, text.indexOf(`\n${to}`));
}
