import { upstream } from '../../../tools/upstream';
import { flannelProblems } from './flannel';

jest.setTimeout(600_000);
beforeAll(() => upstream('flannel-config'));

const vxlan = `{
  "Network": "10.244.0.0/16",
  "EnableNFTables": true,
  "Backend": { "Type": "vxlan", "VNI": 1, "Port": 8472 }
}
`;

test.each([
  ['vxlan', vxlan],
  ['host-gw', '{ "Network": "10.244.0.0/16", "Backend": { "Type": "host-gw" } }'],
  [
    'wireguard',
    '{ "Network": "10.244.0.0/16", "Backend": { "Type": "wireguard", "PersistentKeepaliveInterval": 25 } }',
  ],
])('a network over %s is accepted', async (_, text) => {
  expect(await flannelProblems(text)).toEqual([]);
});

test.each([
  ['"EnableNFTables"', '"EnableNftable"', 'json: unknown field "EnableNftable"'],
  ['"VNI"', '"VNID"', 'Backend: json: unknown field "VNID"'],
  ['8472', '"8472"', 'Backend: json: cannot unmarshal string into Go struct field .VXLANConfig.port of type int'],
  ['10.244.0.0/16', '10.244.0.0/30', 'network is too small. Minimum useful network prefix is /28'],
  ['10.244.0.0/16', '10.244.0.0', 'invalid CIDR address: 10.244.0.0'],
  ['"vxlan"', '"vxlann"', 'Backend: nothing is known here of the type "vxlann"'],
  ['{', '', "invalid character ':' after top-level value"],
])('%s as "%s" is refused', async (good, bad, problem) => {
  expect(await flannelProblems(vxlan.replace(good, bad))).toEqual([problem]);
});
