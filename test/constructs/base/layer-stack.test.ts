import { App, Size } from 'cdk8s';
import { synthesizeTree } from '../../../lib/assembly';
import { AddOn, Environment, layerStack, Stack } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';

function environment(): Environment {
  const lab = new Environment(new App(), 'lab', {
    tier: 'staging',
    namespaces: { quota: { cpu: '1', memory: Size.gibibytes(1) }, teams: [{ group: 'shop' }] },
  });
  KubernetesCluster.existing(lab, 'cluster', { version: '1.36', enforcer: 'kube-router' });
  return lab;
}

const idsOf = (lab: Environment): readonly string[] =>
  Object.keys(synthesizeTree(lab, { sourceRoot: process.cwd() }).assembly.resources).sort();

test('a layer has its namespace, and nothing of what holds for those of authors', () => {
  const lab = environment();
  layerStack(lab, 'kube-flannel', { podSecurity: 'privileged' });

  expect(idsOf(lab)).toEqual(['_cluster/core/Namespace/kube-flannel', '_cluster/plinth/kubernetes-cluster/cluster']);
});

test('a layer can be isolated', () => {
  const lab = environment();
  layerStack(lab, 'monitoring', { network: 'isolated' });

  expect(idsOf(lab)).toContain('monitoring/networking.k8s.io/NetworkPolicy/default-deny');
});

test('a namespace that somebody else makes is left to him', () => {
  const lab = environment();
  layerStack(lab, 'kube-system', { existing: true });

  expect(idsOf(lab)).toEqual(['_cluster/plinth/kubernetes-cluster/cluster']);
});

test('layers share a namespace, also with a stack of an author', () => {
  const lab = environment();
  const own = new Stack(lab, 'traefik');

  expect(layerStack(lab, 'traefik')).toBe(own);
  expect(layerStack(lab, 'kube-system', { existing: true })).toBe(layerStack(lab, 'kube-system'));
});

test('an add-on is called by its namespace and its name', () => {
  const lab = environment();
  const addOn = new AddOn(layerStack(lab, 'kube-system', { existing: true }), 'proxy', {
    workload: { kind: 'DaemonSet', name: 'proxy' },
    podLabels: { app: 'proxy' },
    disruption: () => ({ kind: 'single' }),
  });
  addOn.add({ apiVersion: 'v1', kind: 'ServiceAccount', name: 'proxy', body: () => ({}) });
  const { assembly } = synthesizeTree(lab, { sourceRoot: process.cwd() });

  expect(assembly.resources[addOn.component]).toMatchObject({
    owner: 'kube-system/proxy',
    spec: {
      type: 'add-on',
      pods: { namespace: 'kube-system', labels: { app: 'proxy' } },
      readiness: { kind: 'rollout', object: 'kube-system/apps/DaemonSet/proxy' },
    },
  });
  expect(assembly.resources['kube-system/core/ServiceAccount/proxy']).toMatchObject({ owner: 'kube-system/proxy' });
});
