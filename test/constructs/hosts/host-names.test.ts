import { Machine } from '../../../lib/constructs/machines';
import { OperatingSystem, type HostPoolProps } from '../../../lib/constructs/hosts';
import { addressAfter } from '../../../lib/constructs/hosts/host-addresses';
import { declaredHosts } from '../../../lib/constructs/hosts/host-names';

const base: HostPoolProps = {
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '10.20.0.0/16',
  sshKeys: [],
};

function hosts(props: Partial<HostPoolProps>): readonly string[] {
  return declaredHosts('control', { ...base, ...props }).map(({ name, address, zone }) =>
    [name, address, ...(zone === undefined ? [] : [zone])].join(' '),
  );
}

test.each([
  ['10.20.0.11', 0, '10.20.0.11'],
  ['10.20.0.250', 10, '10.20.1.4'],
  ['10.20.0.11', 1000, '10.20.3.243'],
  ['fd00::ff', 1, 'fd00::100'],
  ['255.255.255.255', 1, undefined],
  ['here', 1, undefined],
])('%s and %s more is %s', (first, steps, expected) => {
  expect(addressAfter(first, steps)).toBe(expected);
});

test('hosts by count are numbered from 1, and get one address after the other', () => {
  expect(hosts({ count: 3, firstAddress: '10.20.0.11' })).toEqual([
    'control-1 10.20.0.11',
    'control-2 10.20.0.12',
    'control-3 10.20.0.13',
  ]);
});

test('a retired name is skipped with its address and its turn among the zones', () => {
  const before = hosts({ count: 3, firstAddress: '10.20.0.11', zones: ['a', 'b'] });
  const after = hosts({ count: 3, firstAddress: '10.20.0.11', zones: ['a', 'b'], retired: ['control-2'] });

  expect(before).toEqual(['control-1 10.20.0.11 a', 'control-2 10.20.0.12 b', 'control-3 10.20.0.13 a']);
  expect(after).toEqual(['control-1 10.20.0.11 a', 'control-3 10.20.0.13 a', 'control-4 10.20.0.14 b']);
});

test.each([1, 2, 5, 40])('a pool that grows by %s keeps what it has', (more) => {
  const props = { firstAddress: '10.20.0.11', zones: ['a', 'b', 'c'], retired: ['control-4'] };
  const small = hosts({ ...props, count: 5 });

  expect(hosts({ ...props, count: 5 + more }).slice(0, 5)).toEqual(small);
});

test('hosts by name have the addresses, and the zones, that they are given', () => {
  const names = { berlin: '10.20.0.31', bremen: { address: '10.20.0.40', zone: 'west' }, celle: '10.20.0.33' };

  expect(hosts({ names, zones: ['a', 'b'] })).toEqual([
    'berlin 10.20.0.31 a',
    'bremen 10.20.0.40 west',
    'celle 10.20.0.33 a',
  ]);
});
