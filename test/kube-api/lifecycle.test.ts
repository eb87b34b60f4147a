import { kubeApi, kubernetesMinors, type KubernetesMinor } from '../../lib/kube-api';

/** Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const gone = [
  ['extensions/v1beta1', 'Deployment', '1.16', 'apps/v1 Deployment'],
  ['extensions/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1 Ingress'],
  ['extensions/v1beta1', 'NetworkPolicy', '1.16', 'networking.k8s.io/v1 NetworkPolicy'],
  ['extensions/v1beta1', 'PodSecurityPolicy', '1.16', undefined],
  ['apps/v1beta2', 'StatefulSet', '1.16', 'apps/v1 StatefulSet'],
  ['networking.k8s.io/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1 Ingress'],
  ['networking.k8s.io/v1beta1', 'IngressClass', '1.22', 'networking.k8s.io/v1 IngressClass'],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', '1.22', 'rbac.authorization.k8s.io/v1 ClusterRole'],
  [
    'apiextensions.k8s.io/v1beta1',
    'CustomResourceDefinition',
    '1.22',
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
  ],
  ['apiregistration.k8s.io/v1beta1', 'APIService', '1.22', 'apiregistration.k8s.io/v1 APIService'],
  ['batch/v1beta1', 'CronJob', '1.25', 'batch/v1 CronJob'],
  ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'policy/v1 PodDisruptionBudget'],
  ['policy/v1beta1', 'PodSecurityPolicy', '1.25', undefined],
  ['node.k8s.io/v1beta1', 'RuntimeClass', '1.25', 'node.k8s.io/v1 RuntimeClass'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', '1.25', 'autoscaling/v2 HorizontalPodAutoscaler'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'autoscaling/v2 HorizontalPodAutoscaler'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.27', 'storage.k8s.io/v1 CSIStorageCapacity'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', '1.29', 'flowcontrol.apiserver.k8s.io/v1 FlowSchema'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'flowcontrol.apiserver.k8s.io/v1 FlowSchema'],
] as const;

describe.each(kubernetesMinors)('removal in %s', (minor) => {
  test.each(gone)('%s %s went in %s', (apiVersion, kind, removedIn, successor) => {
    const removal = kubeApi(minor).removal(apiVersion, kind);
    expect(removal).toMatchObject({ kind: 'removed', removedIn });
    const replacement = removal?.replacement;
    expect(replacement && `${replacement.apiVersion} ${replacement.kind}`).toBe(successor);
  });

  test.each([
    ['a kind that is served', 'apps/v1', 'Deployment'],
    ['a kind that upstream does not know', 'example.com/v1', 'Widget'],
    ['a version that never was', 'apps/v9', 'Deployment'],
  ])('knows nothing of %s', (_, apiVersion, kind) => {
    expect(kubeApi(minor).removal(apiVersion, kind)).toBeUndefined();
  });
});

describe('what comes and goes between the supported minors', () => {
  const removal = (minor: KubernetesMinor, apiVersion: string, kind: string) =>
    kubeApi(minor).removal(apiVersion, kind);

  test('a version that comes later is not there yet, and is served then', () => {
    const name = ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy'] as const;
    expect(removal('1.34', ...name)).toMatchObject({ kind: 'not-yet', servedFrom: '1.36' });
    expect(removal('1.36', ...name)).toBeUndefined();
    expect(kubeApi('1.36').tryKind(...name)).toBeDefined();
  });

  test('an alpha version that goes is there before', () => {
    const name = ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass'] as const;
    expect(kubeApi('1.34').tryKind(...name)?.deprecated).toEqual({
      since: '1.32',
      removedIn: '1.35',
      replacement: { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass' },
    });
    expect(removal('1.35', ...name)).toMatchObject({ kind: 'removed', removedIn: '1.35' });
  });

  test('a removal that came earlier than announced counts when it came', () => {
    const name = ['certificates.k8s.io/v1alpha1', 'PodCertificateRequest'] as const;
    expect(kubeApi('1.34').tryKind(...name)?.deprecated).toBeUndefined();
    expect(removal('1.35', ...name)).toMatchObject({ kind: 'removed', removedIn: '1.35' });
  });

  test('every kind of one minor that the next does not serve has a reason', () => {
    for (const [before, after] of [
      ['1.34', '1.35'],
      ['1.35', '1.36'],
    ] as const) {
      const lost = kubeApi(before)
        .kinds()
        .filter(({ apiVersion, kind }) => kubeApi(after).tryKind(apiVersion, kind) === undefined);
      for (const { apiVersion, kind } of lost)
        expect(removal(after, apiVersion, kind)).toMatchObject({ kind: 'removed', removedIn: after });
    }
  });
});

describe('deprecation', () => {
  test('starts in the minor that announces it', () => {
    const claim = (minor: KubernetesMinor) => kubeApi(minor).tryKind('resource.k8s.io/v1beta2', 'ResourceClaim');
    expect(claim('1.35')?.deprecated).toBeUndefined();
    expect(claim('1.36')?.deprecated).toMatchObject({ since: '1.36', removedIn: '1.39' });
  });

  test('is nothing that stable kinds have', () => {
    const stable = kubeApi('1.36')
      .kinds()
      .filter(({ version }) => /^v\d+$/.test(version));
    expect(stable.filter(({ deprecated }) => deprecated !== undefined)).toEqual([]);
    expect(stable.every(({ enabledByDefault }) => enabledByDefault)).toBe(true);
  });

  test('alpha and beta versions must be enabled', () => {
    const early = kubeApi('1.36')
      .kinds()
      .filter(({ version, source }) => source === 'kubernetes' && /alpha|beta/.test(version));
    expect(early.length).toBeGreaterThan(10);
    expect(early.filter(({ enabledByDefault }) => enabledByDefault)).toEqual([]);
  });
});
