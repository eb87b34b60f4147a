import { conform, gatewayApi, kubeApi } from '../../lib/kube-api';

test('each CRD is named, placed at its tag and known by digest', () => {
  const { version, crds } = gatewayApi();
  expect(version).toMatch(/^v1\.\d+\.\d+$/);
  expect(crds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['HTTPRoute', 'GRPCRoute', 'Gateway', 'GatewayClass', 'ReferenceGrant', 'BackendTLSPolicy']),
  );
  for (const { name, url, sha256 } of crds) {
    const [plural, ...group] = name.split('.');
    const root = `https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/${version}/config/crd/standard`;
    expect(url).toBe(`${root}/${group.join('.')}_${plural ?? ''}.yaml`);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('every kind of the Gateway API has a CRD that brings it', () => {
  const brought = new Set(gatewayApi().crds.map(({ name }) => name));
  const kinds = kubeApi('1.36')
    .kinds()
    .filter(({ source }) => source === 'gateway-api');
  expect(kinds.length).toBeGreaterThanOrEqual(brought.size);
  for (const { plural, group } of kinds) expect(brought).toContain(`${plural}.${group}`);
});

test.each([
  ['a route that is right', { backendRefs: [{ name: 'cart', port: 80 }] }, []],
  ['a wrong port', { backendRefs: [{ name: 'cart', port: 'http' }] }, ['wrong-type spec.rules[0].backendRefs[0].port']],
  ['a backend without a name', { backendRefs: [{ port: 80 }] }, ['missing-field spec.rules[0].backendRefs[0].name']],
  ['a field of another channel', { retry: {} }, ['unknown-field spec.rules[0].retry']],
])('%s', (_, rule, expected) => {
  const kind = kubeApi('1.36').tryKind('gateway.networking.k8s.io/v1', 'HTTPRoute');
  const problems = kind && conform(kind, { metadata: { name: 'cart' }, spec: { rules: [rule] } }).problems;
  expect(problems?.map((problem) => `${problem.kind} ${problem.path}`)).toEqual(expected);
});
