import { contributePort, type PortProps } from '../../../lib/constructs/hosts';
import { hostPortLines } from '../../../lib/assembly/facts/host-port-lines';
import { poolWith } from '../../constructs/hosts/layer';
import { synthesized } from '../../constructs/kubernetes/world';

const etcd: PortProps = {
  name: 'etcd',
  port: 2379,
  from: [{ kind: 'pool', pool: 'control' }],
  reason: 'the API server',
};

/** The lines about what a layer declares. */
function linesOf(props: Partial<PortProps>, host = false): readonly string[] {
  const { assembly } = synthesized(
    poolWith((into, pool) => {
      const place = (host ? pool.hosts[0]?.place : undefined) ?? pool.place;
      contributePort(into, place, { ...etcd, ...props });
    }),
  );
  return hostPortLines(assembly).filter((line) => line.includes(`(${props.name ?? etcd.name})`));
}

test.each<[string, Partial<PortProps>, readonly string[]]>([
  ['a pool', {}, ['control listens on tcp/2379 (etcd), from control']],
  ['nobody', { from: [] }, ['control listens on tcp/2379 (etcd), from the host itself alone']],
  ['anybody', { from: [{ kind: 'anywhere' }] }, ['control listens on tcp/2379 (etcd), from anywhere']],
  [
    'several, sorted',
    {
      from: [
        { kind: 'pool', pool: 'workers' },
        { kind: 'cidr', cidr: '10.0.0.0/8' },
      ],
    },
    ['control listens on tcp/2379 (etcd), from 10.0.0.0/8, workers'],
  ],
  ['ports in a row', { port: [2379, 2381] }, ['control listens on tcp/2379-2381 (etcd), from control']],
  [
    'a limit',
    { limitPerMinute: 5 },
    ['control listens on tcp/2379 (etcd), from control, 5 new connections a minute from one address'],
  ],
])('a port with %s', (_, props, lines) => {
  expect(linesOf(props)).toEqual(lines);
});

test('a port of one host', () => {
  expect(linesOf({}, true)).toEqual(['control/control-1 listens on tcp/2379 (etcd), from control']);
});

test('what has no ports is named by its protocol', () => {
  const { assembly } = synthesized(
    poolWith((into, pool) =>
      contributePort(into, pool.place, { name: 'keepalived', protocol: 'vrrp', from: [], reason: 'virtual addresses' }),
    ),
  );

  expect(hostPortLines(assembly)).toContain('control listens on vrrp (keepalived), from the host itself alone');
});
