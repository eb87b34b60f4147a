import { addressRuns, runText } from '../../../../lib/constructs/hosts/firewall/address-runs';

function texts(...addresses: readonly string[]): readonly string[] {
  return addressRuns(addresses.map((address) => ({ host: `h${address.replace(/^.*[.:]/, '')}`, address }))).map(
    runText,
  );
}

test('neighbours are one run', () => {
  expect(texts('10.0.0.9', '10.0.0.11', '10.0.0.10')).toEqual(['10.0.0.9-10.0.0.11 comment "h9 to h11"']);
});

test('a gap, as of a retired host, ends a run: nobody is let in who is none of them', () => {
  expect(texts('10.0.0.1', '10.0.0.3')).toEqual(['10.0.0.1 comment "h1"', '10.0.0.3 comment "h3"']);
});

test('a run goes on from one last number to the next', () => {
  expect(texts('10.0.0.255', '10.0.1.0')).toEqual(['10.0.0.255-10.0.1.0 comment "h255 to h0"']);
});

test('addresses of IPv6 stand alone', () => {
  expect(texts('fd00::2', 'fd00::1')).toEqual(['fd00::1 comment "h1"', 'fd00::2 comment "h2"']);
});
