import { entryName, parcelFile } from '../../../lib/plan/script/parcels';

test('a parcel is one file', () => {
  expect(parcelFile('secrets/control-1/given')).toBe('secrets+control-1+given');
});

test.each([
  ['/etc/kubernetes/pki/ca.crt', '/etc/kubernetes/pki/ca%2Ecrt'],
  ['/etc/a b|c', '/etc/a%20b%7Cc'],
])('%s is an entry that no search reads as a pattern', (path, expected) => {
  expect(entryName(path)).toBe(expected);
});
