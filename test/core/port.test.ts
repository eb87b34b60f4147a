import { Port } from '../../lib/core';

test.each([
  [Port.tcp(8080), 8080, 'TCP', 'tcp/8080'],
  [Port.udp(53), 53, 'UDP', 'udp/53'],
  [Port.of(3868, 'SCTP'), 3868, 'SCTP', 'sctp/3868'],
  [Port.tcp(1), 1, 'TCP', 'tcp/1'],
  [Port.tcp(65535), 65535, 'TCP', 'tcp/65535'],
])('%s', (port, number, protocol, text) => {
  expect([port.number, port.protocol, port.toString()]).toEqual([number, protocol, text]);
});

test.each([0, -1, 65536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no port', (number) => {
  for (const make of [(n: number) => Port.tcp(n), (n: number) => Port.udp(n), (n: number) => Port.of(n, 'SCTP')]) {
    expect(() => make(number)).toThrow(`${String(number)} is not a port.`);
  }
});

test('the message says what to write', () => {
  expect(() => Port.tcp(80808)).toThrowErrorMatchingInlineSnapshot(`
    "invalid-value: a value has the wrong form
      why  80808 is not a port.
      fix  Write an integer from 1 to 65535."
  `);
});
