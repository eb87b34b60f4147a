import { renderDist } from '../../../../lib/assembly';
import { contributePort, type HostPoolProps } from '../../../../lib/constructs/hosts';
import { synthesized } from '../../kubernetes/world';
import { poolWith, type Contribute } from '../layer';

const peers: Contribute = (into, pool) => {
  contributePort(into, pool.place, {
    name: 'etcd-peer',
    port: 2380,
    from: [{ kind: 'pool', pool: pool.name }],
    reason: 'members replicate to each other',
  });
};

function filesOf(contribute: Contribute, props: Partial<HostPoolProps> = {}): ReadonlyMap<string, string> {
  return renderDist([synthesized(poolWith(contribute, props)).assembly]);
}

const file = 'lab/hosts/control/files/etc/plinth/firewall.nft';

test('the firewall is made of the ports that layers declare', () => {
  expect(filesOf(peers).get(file)).toContain('ip saddr @pool-control tcp dport 2380 accept comment "etcd-peer"');
});

test('the order of declaration does not show', () => {
  const ssh: Contribute = (into, pool) =>
    contributePort(into, pool.place, { name: 'a', port: 22, from: [{ kind: 'anywhere' }], reason: 'people' });

  expect(
    filesOf((into, pool) => {
      ssh(into, pool);
      peers(into, pool);
    }).get(file),
  ).toBe(
    filesOf((into, pool) => {
      peers(into, pool);
      ssh(into, pool);
    }).get(file),
  );
});

test('another host changes one line', () => {
  const before = filesOf(peers).get(file)?.split('\n') ?? [];
  const names = { 'control-1': '10.20.0.11', 'control-2': '10.20.0.12', 'control-3': '10.20.0.13' };
  const after = filesOf(peers, { names }).get(file)?.split('\n') ?? [];

  expect(after.filter((line) => !before.includes(line))).toEqual([
    '      10.20.0.11-10.20.0.13 comment "control-1 to control-3",',
  ]);
  expect(after).toHaveLength(before.length);
});

test('a rule of one host stands in its own file', () => {
  const files = filesOf((into, pool) => {
    const [first] = pool.hosts;
    if (first)
      contributePort(into, first.place, {
        name: 'etcd',
        port: 2379,
        from: [{ kind: 'pool', pool: 'control' }],
        reason: 'x',
      });
  });

  expect(files.get('lab/hosts/control/control-1/etc/plinth/firewall.d/host.nft')).toBe(
    'ip saddr @pool-control tcp dport 2379 accept comment "etcd"\n',
  );
  expect(files.has('lab/hosts/control/control-2/etc/plinth/firewall.d/host.nft')).toBe(false);
});

test('facts/ports.txt says who reaches what', () => {
  const text = filesOf((into, pool) => {
    peers(into, pool);
    contributePort(into, pool.place, {
      name: 'console',
      port: 2222,
      from: [{ kind: 'cidr', cidr: '10.0.0.0/8' }],
      limitPerMinute: 10,
      reason: 'people',
    });
    contributePort(into, pool.place, { name: 'metrics', port: 2381, from: [], reason: 'the host itself' });
  }).get('lab/facts/ports.txt');

  expect(text?.split('\n').filter((line) => line.startsWith('control '))).toEqual([
    'control listens on tcp/22 (ssh), from anywhere, 30 new connections a minute from one address',
    'control listens on tcp/2222 (console), from 10.0.0.0/8, 10 new connections a minute from one address',
    'control listens on tcp/2380 (etcd-peer), from control',
    'control listens on tcp/2381 (metrics), from the host itself alone',
  ]);
});
