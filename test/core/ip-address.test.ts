import { IpAddress } from '../../lib/core';

test.each([
  ['10.20.0.5', '10.20.0.5', 4],
  ['0.0.0.0', '0.0.0.0', 4],
  ['fd00:0:0:0:0:0:0:5', 'fd00::5', 6],
  ['FD00::5', 'fd00::5', 6],
  ['::', '::', 6],
  ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1', 6],
])('%s is the address %s of family %d', (text, canonical, family) => {
  const address = IpAddress.parse(text);

  expect([address.toString(), address.family]).toEqual([canonical, family]);
});

describe('what is no address', () => {
  test.each([
    ['a range', '10.0.0.0/8'],
    ['three parts, which inet_aton would take', '10.0.1'],
    ['an octal part', '010.0.0.1'],
    ['hexadecimal', '0x0a000001'],
    ['a number', '167772161'],
    ['a part that is too large', '10.0.0.256'],
    ['a host name', 'control-0'],
    ['a zone, which means something on one host only', 'fe80::1%eth0'],
    ['brackets', '[fd00::5]'],
    ['space', ' 10.0.0.1'],
    ['nothing', ''],
  ])('%s: %j', (_, text) => {
    expect(IpAddress.tryParse(text)).toBeUndefined();
    expect(() => IpAddress.parse(text)).toThrow(/^invalid-value: a value has the wrong form/);
  });

  test('the message says what to write', () => {
    expect(() => IpAddress.parse('control-0')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "control-0" is not an IP address.
        fix  Write an address such as "10.20.0.5" or "fd00::5"."
    `);
    expect(() => IpAddress.parse('10.0.0.0/8')).toThrowErrorMatchingInlineSnapshot(`
      "invalid-value: a value has the wrong form
        why  "10.0.0.0/8" is not an IP address.
        fix  Write the address alone, or use a Cidr."
    `);
  });
});
