import { resourcesOf, synthesizeTree } from '../../../lib/assembly';
import { Flannel, FlannelBackend, PolicyEnforcer } from '../../../lib/constructs/network';
import { OperatingSystem } from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { manifest } from '../kubernetes/world';
import { edgesOf, fileOf, lab, sourceRoot } from './lab';

describe('in Kubernetes', () => {
  test('what flannel reads is made from the network and its hosts', () => {
    expect(manifest(lab(), 'ConfigMap', 'kube-flannel-cfg')).toMatchSnapshot('kube-flannel-cfg.yaml');
  });

  test('flannel runs on every node, and what it reads rolls it out', () => {
    const before = manifest(lab(), 'DaemonSet', 'kube-flannel-ds');
    const after = manifest(lab({ network: { mtu: 1400 } }), 'DaemonSet', 'kube-flannel-ds');

    expect(before).toMatchSnapshot('kube-flannel-ds.yaml');
    expect(after.replace(/config-digest: .*/, '')).toBe(before.replace(/config-digest: .*/, ''));
    expect(after).not.toBe(before);
  });

  test('it stands in a namespace of its own, which no policy closes', () => {
    const { assembly } = synthesizeTree(lab(), { sourceRoot });

    expect(Object.keys(assembly.resources).filter((id) => id.startsWith('kube-flannel/'))).toMatchInlineSnapshot(`
     [
       "kube-flannel/apps/DaemonSet/kube-flannel-ds",
       "kube-flannel/core/ConfigMap/kube-flannel-cfg",
       "kube-flannel/core/ServiceAccount/flannel",
       "kube-flannel/plinth/component/flannel",
       "kube-flannel/rbac.authorization.k8s.io/ClusterRole/flannel",
       "kube-flannel/rbac.authorization.k8s.io/ClusterRoleBinding/flannel",
     ]
    `);
  });

  test('it needs what hosts have for it, and Kubernetes', () => {
    expect(edgesOf(lab())).toMatchInlineSnapshot(`
     [
       "_hosts/plinth/component/network needs _hosts/plinth/component/control",
       "_hosts/plinth/component/network needs _hosts/plinth/component/worker",
       "kube-flannel/plinth/component/flannel needs _hosts/plinth/component/kubernetes",
       "kube-flannel/plinth/component/flannel needs _hosts/plinth/component/network",
       "kube-system/plinth/component/kube-router needs _hosts/plinth/component/kubernetes",
     ]
    `);
  });
});

describe('on hosts', () => {
  test('flannel keeps its links from the system', () => {
    expect(fileOf(lab(), 'worker', '/etc/systemd/network/50-flannel.link')).toMatchInlineSnapshot(`
     "[Match]
     OriginalName=flannel*

     [Link]
     MACAddressPolicy=none
     "
    `);
  });

  test('where NetworkManager is, it leaves links of pods alone', () => {
    const fedora = lab({ pool: { os: OperatingSystem.fedoraCoreOs({ stream: 'stable' }) } });

    expect(fileOf(fedora, 'worker', '/etc/NetworkManager/conf.d/50-flannel.conf')).toMatchInlineSnapshot(`
     "[keyfile]
     unmanaged-devices=interface-name:flannel*;interface-name:cni0;interface-name:veth*
     "
    `);
    expect(fileOf(lab(), 'worker', '/etc/NetworkManager/conf.d/50-flannel.conf')).toBeUndefined();
  });

  test.each([
    [FlannelBackend.vxlan(), ['br_netfilter', 'vxlan'], ['udp/8472 from control, worker']],
    [FlannelBackend.vxlan({ port: 4789 }), ['br_netfilter', 'vxlan'], ['udp/4789 from control, worker']],
    [FlannelBackend.hostGw(), ['br_netfilter'], []],
  ])('a backend brings its modules and its port, reachable from the network alone', (backend, modules, ports) => {
    const { assembly } = synthesizeTree(lab({ network: { backend } }), { sourceRoot });
    const onWorkers = <T extends { spec: { on: { pool: string } } }>(all: readonly T[]): readonly T[] =>
      all.filter(({ spec }) => spec.on.pool === 'worker');
    const rules = onWorkers(resourcesOf(assembly, 'firewall-rule')).filter(({ spec }) => spec.name === 'flannel-vxlan');

    expect(onWorkers(resourcesOf(assembly, 'module')).map(({ spec }) => spec.name)).toEqual(modules);
    expect(
      rules.map(({ spec: { protocol, ports: open, from } }) => {
        const pools = from.map((peer) => (peer.kind === 'pool' ? peer.pool : ''));
        return `${protocol}/${String(open[0]?.[0])} from ${pools.join(', ')}`;
      }),
    ).toEqual(ports);
  });

  test('a cloud lets hosts send from addresses of pods where they route for each other', () => {
    const machine = Machine.openStack({ flavor: 'm', image: 'debian', network: 'lab', subnet: 'lab' });
    const allowed = (backend: FlannelBackend): unknown => {
      const { assembly } = synthesizeTree(lab({ network: { backend }, pool: { machine } }), { sourceRoot });
      const [first] = resourcesOf(assembly, 'machine');
      return first?.spec.kind === 'openstack' && first.spec.allowedAddresses;
    };

    expect(allowed(FlannelBackend.hostGw())).toEqual(['10.244.0.0/16']);
    expect(allowed(FlannelBackend.vxlan())).toEqual([]);
  });
});

test.each([
  [FlannelBackend.vxlan(), 1500, undefined, { overhead: 50, mtu: 1450 }],
  [FlannelBackend.hostGw(), 1500, undefined, { overhead: 0, mtu: 1500 }],
  [FlannelBackend.vxlan(), 1442, undefined, { overhead: 50, mtu: 1392 }],
  [FlannelBackend.vxlan(), 1500, 1400, { overhead: 50, mtu: 1400 }],
])('packets of pods fit into the link with what the backend adds', (backend, linkMtu, mtu, expected) => {
  const environment = lab({ network: { backend, ...(mtu !== undefined && { mtu }) }, pool: { linkMtu } });
  const [flannel] = resourcesOf(synthesizeTree(environment, { sourceRoot }).assembly, 'flannel');

  expect(flannel?.spec).toMatchObject(expected);
});

test('the address plan has everything that ranges are held against', () => {
  const environment = lab({
    network: { reserved: { ntp: ['10.1.0.4'] }, nodePrefix: 25 },
    attach: { virtual: { 'api-server': '10.20.0.5' } },
  });
  const [plan] = resourcesOf(synthesizeTree(environment, { sourceRoot }).assembly, 'address-plan');

  expect(plan?.spec).toEqual({
    nodes: ['10.20.0.0/24'],
    pods: '10.244.0.0/16',
    services: '10.96.0.0/16',
    virtual: { 'api-server': '10.20.0.5' },
    reserved: { ntp: ['10.1.0.4'] },
    nodePrefix: 25,
  });
});

describe('what enforces policies', () => {
  test('kube-router is a firewall and nothing else', () => {
    expect(manifest(lab(), 'DaemonSet', 'kube-router')).toMatchSnapshot('kube-router.yaml');
  });

  test('kube-network-policies is the other choice', () => {
    const environment = lab({ network: { enforcer: PolicyEnforcer.kubeNetworkPolicies() } });

    expect(manifest(environment, 'DaemonSet', 'kube-network-policies')).toMatchSnapshot('kube-network-policies.yaml');
  });

  test('nobody is a choice, which checks tell of where there are policies', () => {
    const { assembly } = synthesizeTree(lab({ network: { enforcer: PolicyEnforcer.none() } }), { sourceRoot });

    expect(Object.keys(assembly.resources).filter((id) => id.startsWith('kube-system/'))).toEqual([]);
  });
});

test.each([
  [() => Flannel.weave(), /Weave Net was a network for containers.*Write Flannel/s],
  [() => Flannel.pipework(), /Pipework/],
  [() => Flannel.socketPlane(), /SocketPlane/],
])('networks of the past are refused', (make, message) => {
  expect(make).toThrow(message);
});
