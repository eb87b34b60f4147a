import { sha256, shortDigest } from '../../lib/core';

// The first two are the test vectors of FIPS 180-2.
test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['ü', sha256(new Uint8Array([0xc3, 0xbc]))],
])('the digest of %j is SHA-256 over UTF-8', (text, digest) => {
  expect(sha256(text)).toBe(digest);
  expect(sha256(new TextEncoder().encode(text))).toBe(digest);
  expect(shortDigest(text)).toBe(digest.slice(0, 32));
});
