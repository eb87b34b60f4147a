import {
  compareMinors,
  isKubernetesMinor,
  kubeApi,
  kubernetesMinors,
  type KindFacts,
  type KubernetesMinor,
} from '../../lib/kube-api';

function kindOf(apiVersion: string, kind: string, minor: KubernetesMinor = '1.36'): KindFacts {
  const facts = kubeApi(minor).tryKind(apiVersion, kind);
  if (facts === undefined) throw new Error(`${apiVersion} ${kind} is not served in ${minor}`);
  return facts;
}

describe('minors', () => {
  test('are known by name', () => {
    expect(kubernetesMinors).toEqual(['1.34', '1.35', '1.36']);
    expect(['1.34', '1.36', '1.33', '1.36.1', ''].map(isKubernetesMinor)).toEqual([true, true, false, false, false]);
  });

  test('compare as numbers', () => {
    expect(compareMinors('1.9', '1.10')).toBeLessThan(0);
    expect(compareMinors('1.36', '1.36')).toBe(0);
    expect(compareMinors('2.0', '1.36')).toBeGreaterThan(0);
  });

  test.each(kubernetesMinors)('%s names the patch that was read and is read once', (minor) => {
    expect(kubeApi(minor).patch).toMatch(new RegExp(`^v${minor.replace('.', '\\.')}\\.\\d+$`));
    expect(kubeApi(minor)).toBe(kubeApi(minor));
  });
});

describe.each(kubernetesMinors)('kinds of %s', (minor) => {
  test.each([
    ['v1', 'Pod', '', 'pods', true],
    ['v1', 'Namespace', '', 'namespaces', false],
    ['v1', 'PersistentVolume', '', 'persistentvolumes', false],
    ['v1', 'Endpoints', '', 'endpoints', true],
    ['apps/v1', 'Deployment', 'apps', 'deployments', true],
    ['autoscaling/v2', 'HorizontalPodAutoscaler', 'autoscaling', 'horizontalpodautoscalers', true],
    ['policy/v1', 'PodDisruptionBudget', 'policy', 'poddisruptionbudgets', true],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'networking.k8s.io', 'networkpolicies', true],
    ['networking.k8s.io/v1', 'IngressClass', 'networking.k8s.io', 'ingressclasses', false],
    ['rbac.authorization.k8s.io/v1', 'Role', 'rbac.authorization.k8s.io', 'roles', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'rbac.authorization.k8s.io', 'clusterroles', false],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'apiextensions.k8s.io', 'customresourcedefinitions', false],
    ['apiregistration.k8s.io/v1', 'APIService', 'apiregistration.k8s.io', 'apiservices', false],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'gateway.networking.k8s.io', 'httproutes', true],
    ['gateway.networking.k8s.io/v1', 'GatewayClass', 'gateway.networking.k8s.io', 'gatewayclasses', false],
  ])('%s %s', (apiVersion, kind, group, plural, namespaced) => {
    expect(kindOf(apiVersion, kind, minor)).toMatchObject({
      apiVersion,
      kind,
      group,
      version: apiVersion.split('/').at(-1),
    });
    expect(kindOf(apiVersion, kind, minor)).toMatchObject({ plural, namespaced, enabledByDefault: true });
  });

  test.each([
    ['apps/v1', 'Pod'],
    ['v1', 'Deployment'],
    ['v1', 'PodList'],
    ['autoscaling/v1', 'Scale'],
    ['policy/v1', 'Eviction'],
  ])('%s %s is none that people create', (apiVersion, kind) => {
    expect(kubeApi(minor).tryKind(apiVersion, kind)).toBeUndefined();
  });

  test('come once each, with their source', () => {
    const kinds = kubeApi(minor).kinds();
    expect(new Set(kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).size).toBe(kinds.length);
    expect(
      kinds.filter(({ source }) => source === 'gateway-api').every(({ group }) => group.startsWith('gateway.')),
    ).toBe(true);
  });
});

describe('fields', () => {
  test('come in the order in which people write them', () => {
    expect([...kindOf('apps/v1', 'Deployment').type.fields.keys()]).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
    const metadata = kindOf('v1', 'Pod').type.fields.get('metadata');
    expect([...(metadata?.object?.fields.keys() ?? [])].slice(0, 5)).toEqual([
      'name',
      'namespace',
      'labels',
      'annotations',
      'generateName',
    ]);
  });

  test('keep the order of the Go struct where it is not alphabetical', () => {
    const port = podSpec().get('containers')?.of?.object?.fields.get('ports')?.of?.object;
    expect([...(port?.fields.keys() ?? [])]).toEqual(['name', 'hostPort', 'containerPort', 'protocol', 'hostIP']);
    const parentRef = kindOf('gateway.networking.k8s.io/v1', 'HTTPRoute')
      .type.fields.get('spec')
      ?.object?.fields.get('parentRefs');
    expect([...(parentRef?.of?.object?.fields.keys() ?? [])]).toEqual([
      'group',
      'kind',
      'namespace',
      'name',
      'sectionName',
      'port',
    ]);
  });

  test('know their type, list keys, defaults, enums and whether they are required', () => {
    expect(podSpec().get('containers')).toMatchObject({
      type: 'list',
      listType: 'map',
      listMapKeys: ['name'],
      required: true,
    });
    expect(podSpec().get('tolerations')).toMatchObject({ listType: 'atomic', required: false });
    expect(podSpec().get('overhead')).toMatchObject({ type: 'map', of: { type: 'quantity' } });
    const port = podSpec().get('containers')?.of?.object?.fields.get('ports')?.of?.object?.fields;
    expect(port?.get('protocol')).toMatchObject({ type: 'string', enum: ['SCTP', 'TCP', 'UDP'], default: 'TCP' });
    expect(port?.get('containerPort')).toMatchObject({ type: 'integer', required: true, default: undefined });
    expect(kindOf('v1', 'Secret').type.fields.get('data')).toMatchObject({ type: 'map', of: { type: 'bytes' } });
    expect(
      kindOf('policy/v1', 'PodDisruptionBudget').type.fields.get('spec')?.object?.fields.get('minAvailable')?.type,
    ).toBe('int-or-string');
    const filter = kindOf('gateway.networking.k8s.io/v1', 'HTTPRoute')
      .type.fields.get('spec')
      ?.object?.fields.get('rules');
    const redirect = filter?.of?.object?.fields.get('filters')?.of?.object?.fields.get('requestRedirect')?.object;
    expect(redirect?.fields.get('statusCode')).toMatchObject({ type: 'integer', default: 302 });
    expect(redirect?.fields.get('statusCode')?.enum).toContain(301);
  });

  test('differ from minor to minor', () => {
    expect(podSpec('1.34').has('schedulingGroup')).toBe(false);
    expect(podSpec('1.36').has('schedulingGroup')).toBe(true);
    const operators = (minor: KubernetesMinor) =>
      podSpec(minor).get('tolerations')?.of?.object?.fields.get('operator')?.enum;
    expect(operators('1.34')).toEqual(['Equal', 'Exists']);
    expect(operators('1.36')).toEqual(['Equal', 'Exists', 'Gt', 'Lt']);
  });

  test('refer to one shared type, also in a circle', () => {
    const template = kindOf('apps/v1', 'Deployment').type.fields.get('spec')?.object?.fields.get('template')?.object;
    expect(template?.fields.get('spec')?.object).toBe(kindOf('v1', 'Pod').type.fields.get('spec')?.object);
    const schema = kubeApi('1.36').tryKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const versions = schema?.type.fields.get('spec')?.object?.fields.get('versions')?.of?.object;
    const props = versions?.fields.get('schema')?.object?.fields.get('openAPIV3Schema')?.object;
    expect(props?.fields.get('properties')?.of?.object).toBe(props);
  });
});

function podSpec(minor: KubernetesMinor = '1.36') {
  return kindOf('v1', 'Pod', minor).type.fields.get('spec')?.object?.fields ?? new Map<string, never>();
}
