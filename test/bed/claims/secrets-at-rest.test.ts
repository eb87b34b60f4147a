import { atRest } from './secrets-at-rest';

const data = { password: Buffer.from('correct horse').toString('base64'), short: Buffer.from('ab').toString('base64') };

test('what is encrypted shows its provider and none of its values', () => {
  const stored = Buffer.concat([Buffer.from('k8s:enc:secretbox:v1:key1:'), Buffer.from([0xff, 0x00, 0x61, 0x62])]);

  expect(atRest('guests/db', stored, data)).toEqual({
    secret: 'guests/db',
    prefix: 'k8s:enc:secretbox:v1:',
    inTheClear: [],
  });
});

test('what is not encrypted shows both', () => {
  const stored = Buffer.from('k8s\0\n\f\n\x02v1\x12\x06Secret..correct horse');

  expect(atRest('guests/db', stored, data)).toEqual({
    secret: 'guests/db',
    prefix: 'k8s\0\n\f\n\x02v1\x12\x06Secret..',
    inTheClear: ['password'],
  });
});
