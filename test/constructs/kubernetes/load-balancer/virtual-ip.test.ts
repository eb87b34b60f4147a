import { VirtualIp } from '../../../../lib/constructs/kubernetes/load-balancer';

test('the router id is the last number of the address', () => {
  expect(VirtualIp.at('10.20.0.5')).toMatchObject({ address: '10.20.0.5', routerId: 5 });
  expect(VirtualIp.at('10.20.0.5', { routerId: 51 }).routerId).toBe(51);
});

test.each([
  ['10.20.0', undefined, '"10.20.0" is not an IP address'],
  ['fd00::5', undefined, 'is of IPv6'],
  ['10.20.0.0', undefined, 'The router id of "10.20.0.0" is 0'],
  ['10.20.0.5', 256, 'The router id of "10.20.0.5" is 256'],
  ['10.20.0.5', 1.5, 'The router id of "10.20.0.5" is 1.5'],
])('%s with the router id %s is refused', (address, routerId, message) => {
  expect(() => VirtualIp.at(address, routerId === undefined ? {} : { routerId })).toThrow(message);
});
