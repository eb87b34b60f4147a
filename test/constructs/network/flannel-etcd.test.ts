import { resourcesOf, synthesizeTree } from '../../../lib/assembly';
import { OperatingSystem } from '../../../lib/constructs/hosts';
import { tlsProblems } from '../pki/tls-connections';
import { edgesOf, fileOf, lab, leasesInEtcd, sourceRoot, type LabOptions } from './lab';

const inEtcd = (options: LabOptions = {}): ReturnType<typeof lab> => lab({ network: leasesInEtcd, ...options });

test('flannel runs on every host, and begins once its certificate has come', () => {
  expect(fileOf(inEtcd(), 'control', 'flanneld.service')).toMatchSnapshot('flanneld.service');
  expect(fileOf(inEtcd(), 'control', 'flanneld.path')).toMatchInlineSnapshot(`
       "[Unit]
       Description=Certificate of flanneld.service
       PartOf=flanneld.service

       [Path]
       PathExists=/etc/flannel/pki/client.crt

       [Install]
       WantedBy=multi-user.target
       "
    `);
});

test('it dials etcd by TLS, over the link that the pool names', () => {
  expect(fileOf(inEtcd({ pool: { interface: 'ens3' } }), 'control', '/etc/flannel/flanneld.env'))
    .toMatchInlineSnapshot(`
       "FLANNELD_ETCD_CAFILE=/etc/flannel/pki/client-ca.crt
       FLANNELD_ETCD_CERTFILE=/etc/flannel/pki/client.crt
       FLANNELD_ETCD_ENDPOINTS=https://10.20.0.21:2379
       FLANNELD_ETCD_KEYFILE=/etc/flannel/pki/client.key
       FLANNELD_ETCD_PREFIX=/coreos.com/network
       FLANNELD_HEALTHZ_IP=127.0.0.1
       FLANNELD_HEALTHZ_PORT=8081
       FLANNELD_IFACE=ens3
       FLANNELD_IP_MASQ=true
       FLANNELD_SUBNET_FILE=/run/flannel/subnet.env
       "
    `);
});

test('the first host of etcd puts the configuration there', () => {
  expect(fileOf(inEtcd(), 'worker-1', 'flannel-config.service')).toMatchInlineSnapshot(`
       "[Unit]
       Description=flannel's configuration, put into etcd
       After=etcd.service
       StartLimitIntervalSec=0

       [Service]
       Type=oneshot
       RemainAfterExit=yes
       StandardInput=file:/etc/flannel/net-conf.json
       ExecStart=/usr/local/bin/etcdctl --endpoints=https://10.20.0.21:2379 --cacert=/etc/flannel/pki/writer-ca.crt --cert=/etc/flannel/pki/writer.crt --key=/etc/flannel/pki/writer.key put /coreos.com/network/config
       Restart=on-failure
       RestartSec=10s
       "
    `);
  expect(JSON.parse(fileOf(inEtcd(), 'worker-1', '/etc/flannel/net-conf.json') ?? '')).toEqual({
    Network: '10.244.0.0/16',
    SubnetLen: 24,
    EnableNFTables: true,
    Backend: { Type: 'vxlan', VNI: 1, Port: 8472, DirectRouting: false, MTU: 1500 },
  });
});

test('another configuration starts flannel anew on every host', () => {
  const [before, after] = [inEtcd(), inEtcd({ attach: { proxyMode: 'iptables' } })].map((environment) =>
    fileOf(environment, 'control', 'flanneld.service'),
  );

  expect(after).not.toBe(before);
  expect(after?.replace(/X-ConfigDigest=.*/, '')).toBe(before?.replace(/X-ConfigDigest=.*/, ''));
});

test('first etcd, then the configuration, then flannel, then Kubernetes', () => {
  expect(edgesOf(inEtcd())).toMatchInlineSnapshot(`
       [
         "_hosts/plinth/component/kubernetes needs _hosts/plinth/component/network",
         "_hosts/plinth/component/network needs _hosts/plinth/component/control",
         "_hosts/plinth/component/network needs _hosts/plinth/component/network-config",
         "_hosts/plinth/component/network needs _hosts/plinth/component/worker",
         "_hosts/plinth/component/network-config needs _hosts/plinth/component/leases",
         "kube-system/plinth/component/kube-router needs _hosts/plinth/component/kubernetes",
       ]
    `);
});

test('every host has a certificate that etcd lets in, and the port is open to it', () => {
  const { assembly } = synthesizeTree(inEtcd(), { sourceRoot });
  const rule = resourcesOf(assembly, 'firewall-rule').find(({ spec }) => spec.name === 'etcd-client');

  expect(tlsProblems(assembly)).toEqual([]);
  expect(rule?.spec.from).toEqual([
    { kind: 'pool', pool: 'control' },
    { kind: 'pool', pool: 'worker' },
  ]);
});

test('programs come from the mirror, to where the system can have them', () => {
  const flatcar = inEtcd({ pool: { os: OperatingSystem.flatcar({ channel: 'stable' }) } });
  const { assembly } = synthesizeTree(flatcar, { sourceRoot });
  const lists = resourcesOf(assembly, 'package')
    .filter(({ spec }) => spec.on.pool === 'control' && spec.name.startsWith('flannel'))
    .map(({ spec: { source } }) =>
      source.kind === 'artifact' ? [source.url, ...source.install.map(({ to }) => to)] : [],
    );

  expect(lists).toMatchInlineSnapshot(`
    [
      [
        "https://github.com/flannel-io/flannel/releases/download/v0.28.9/flannel-v0.28.9-linux-amd64.tar.gz",
        "/opt/bin/flanneld",
      ],
      [
        "https://github.com/flannel-io/cni-plugin/releases/download/v1.9.1-flannel3/cni-plugin-flannel-linux-amd64-v1.9.1-flannel3.tgz",
        "/opt/cni/bin/flannel",
      ],
    ]
  `);
});

test.each([
  ['nftables', 'nftables'],
  ['iptables', 'iptables'],
] as const)('Debian gets the program by which flannel writes its rules, for %s', (proxyMode, name) => {
  const { assembly } = synthesizeTree(inEtcd({ attach: { proxyMode } }), { sourceRoot });

  expect(resourcesOf(assembly, 'package').map(({ id }) => id)).toContain(`_hosts/plinth/package/control:${name}`);
});

test('flannel is no object of Kubernetes, which must not give out addresses', () => {
  const { assembly } = synthesizeTree(inEtcd(), { sourceRoot });

  expect(Object.keys(assembly.resources).filter((id) => id.startsWith('kube-flannel/'))).toEqual([]);
});
