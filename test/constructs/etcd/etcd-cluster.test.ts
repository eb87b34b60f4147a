import { App } from 'cdk8s';
import { resourcesOf, synthesizeTree } from '../../../lib/assembly';
import { EtcdCluster } from '../../../lib/constructs/etcd';
import { urlOf } from '../../../lib/constructs/etcd/etcd-settings';
import { tlsProblems } from '../pki/tls-connections';
import { backup, environmentIn, hostsIn, synthesized, type Result } from './fixture';

test('a member runs as the unit says', () => {
  expect(synthesized().unit('etcd.service')).toMatchInlineSnapshot(`
    "[Unit]
    Description=Member of the etcd cluster etcd
    Documentation=https://etcd.io/docs/
    Wants=network-online.target time-sync.target plinth-artifacts.service
    After=network-online.target time-sync.target plinth-artifacts.service
    StartLimitIntervalSec=0

    [Service]
    Type=notify
    User=etcd
    Group=etcd
    EnvironmentFile=/etc/etcd/etcd.env
    EnvironmentFile=/etc/etcd/initial-cluster.env
    EnvironmentFile=/etc/etcd/member.env
    ExecStartPre=+/usr/bin/install -d -m 0700 -o etcd -g etcd /var/lib/etcd
    ExecStart=/usr/local/bin/etcd
    Restart=always
    RestartSec=10s
    TimeoutStartSec=15min
    LimitNOFILE=40000
    IOSchedulingClass=best-effort
    IOSchedulingPriority=0
    UMask=0077
    CapabilityBoundingSet=
    NoNewPrivileges=yes
    ProtectSystem=strict
    ReadWritePaths=-/var/lib/etcd
    ProtectHome=yes
    PrivateTmp=yes
    PrivateDevices=yes
    ProtectKernelTunables=yes
    ProtectKernelModules=yes
    ProtectControlGroups=yes
    RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
    RestrictNamespaces=yes
    RestrictSUIDSGID=yes
    LockPersonality=yes
    SystemCallArchitectures=native
    "
  `);
});

test('its certificate starts it, and whoever stops it stops the waiting', () => {
  expect(synthesized().unit('etcd.path')).toMatchInlineSnapshot(`
    "[Unit]
    Description=Certificates of etcd.service
    PartOf=etcd.service

    [Path]
    PathExists=/etc/etcd/pki/server.crt

    [Install]
    WantedBy=multi-user.target
    "
  `);
});

test.each(['3.5', '3.6', '3.7'] as const)('the variables of %s', (version) => {
  expect(synthesized({ version }).file('/etc/etcd/etcd.env')).toMatchSnapshot();
});

test('a member has its name and addresses alone', () => {
  expect(synthesized().file('/etc/etcd/member.env', 'control-2')).toMatchInlineSnapshot(`
    "ETCD_ADVERTISE_CLIENT_URLS=https://10.20.0.12:2379
    ETCD_INITIAL_ADVERTISE_PEER_URLS=https://10.20.0.12:2380
    ETCD_LISTEN_CLIENT_URLS=https://10.20.0.12:2379,https://127.0.0.1:2379
    ETCD_LISTEN_METRICS_URLS=http://127.0.0.1:2381
    ETCD_LISTEN_PEER_URLS=https://10.20.0.12:2380
    ETCD_NAME=control-2
    "
  `);
});

test('all members begin the same cluster', () => {
  expect(synthesized().file('/etc/etcd/initial-cluster.env')).toMatchInlineSnapshot(`
    "ETCD_INITIAL_CLUSTER=control-1=https://10.20.0.11:2380,control-2=https://10.20.0.12:2380,control-3=https://10.20.0.13:2380
    ETCD_INITIAL_CLUSTER_STATE=new
    ETCD_INITIAL_CLUSTER_TOKEN=lab-etcd
    "
  `);
});

test('a change of members restarts none', () => {
  const { assembly } = synthesized();

  const initial = resourcesOf(assembly, 'file').find(({ spec }) => spec.path.endsWith('initial-cluster.env'));

  expect(initial?.spec.effect).toEqual({ kind: 'none' });
});

test('its connections hold, with a client', () => {
  const { assembly, findings } = synthesized({}, (cluster) => {
    cluster.allowClients('kubernetes', cluster.props.hosts);
  });

  expect(findings).toEqual([]);
  expect(resourcesOf(assembly, 'tls-connection')).toHaveLength(12);
  expect(tlsProblems(assembly)).toEqual([]);
});

test('its facts are there for rules and plans', () => {
  const { assembly } = synthesized({}, (cluster) => {
    cluster.allowClients('kubernetes', cluster.props.hosts);
  });

  const [cluster] = resourcesOf(assembly, 'etcd-cluster');

  expect(cluster?.spec).toMatchSnapshot();
});

/** Who may connect to the ports of the members, by name of the rule and place. */
function peers({ assembly }: Result): Readonly<Record<string, readonly string[]>> {
  const rules = resourcesOf(assembly, 'firewall-rule').filter(({ spec }) => spec.name.startsWith('etcd'));
  return Object.fromEntries(
    rules.map(({ spec }) => [
      `${spec.on.host ?? spec.on.pool} ${spec.name}`,
      spec.from.map((peer) => (peer.kind === 'pool' ? peer.pool : peer.kind === 'cidr' ? peer.cidr : 'anywhere')),
    ]),
  );
}

test('members and those who were let in may connect, by pool where all of its hosts may', () => {
  const result = synthesized({ metricsFrom: ['10.9.0.0/24'] }, (cluster, environment) => {
    cluster.allowClients('flannel', hostsIn(environment, 'worker', 21), cluster.props.hosts);
  });

  expect(peers(result)).toEqual({
    'control etcd-client': ['worker', 'control'],
    'control etcd-metrics': ['10.9.0.0/24'],
    'control etcd-peer': ['control'],
  });
  expect(result.file('/etc/etcd/member.env', 'control-1')).toContain(
    'ETCD_LISTEN_METRICS_URLS=http://127.0.0.1:2381,http://10.20.0.11:2381\n',
  );
});

test('on some hosts of a pool nothing stands on the others', () => {
  const environment = environmentIn(new App());
  const control = hostsIn(environment);
  const first = control.take(1);
  new EtcdCluster(environment, 'etcd', { hosts: first, version: '3.6', backup });

  const { assembly } = synthesizeTree(environment, { sourceRoot: __dirname });

  const places = [
    ...resourcesOf(assembly, 'file'),
    ...resourcesOf(assembly, 'unit'),
    ...resourcesOf(assembly, 'certificate'),
  ]
    .filter(({ owner }) => owner === '_hosts/etcd')
    .map(({ spec }) => spec.on.host);
  expect([...new Set(places)]).toEqual(['control-1']);
});

test('a component says how it is told, disturbed and carried out', () => {
  const { assembly } = synthesized();

  const component = resourcesOf(assembly, 'component').find(({ id }) => id === '_hosts/plinth/component/etcd');

  expect(component?.spec.disruption).toEqual({ kind: 'quorum', members: 3 });
  expect(component?.spec.hosts?.procedures).toMatchObject({ atOnce: 1, installAtOnce: 'all' });
  expect(assembly.edges).toContainEqual({
    kind: 'needs',
    from: '_hosts/plinth/component/etcd',
    to: '_hosts/plinth/component/control',
  });
});

test('addresses of the sixth version stand in brackets', () => {
  expect(urlOf('https', 'fd00::11', 2379)).toBe('https://[fd00::11]:2379');
});
