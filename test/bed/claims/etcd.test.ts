import { refused } from './etcd';
import { runtimeOf } from './node-facts';

test.each([
  'curl: (35) error:0A000418:SSL routines::tlsv1 alert unknown ca',
  'curl: (35) error:0A000412:SSL routines::ssl/tls alert bad certificate',
])('an alert about the certificate is a refusal: %s', (said) => {
  expect(refused(said)).toBe('refused');
});

test('what is no alert is told as it is', () => {
  expect(refused('curl: (7) Failed to connect\n')).toBe('curl: (7) Failed to connect');
});

test.each(['containerd://2.3.6', 'containerd://v2.3.6', 'containerd://2.3.6+unknown'])(
  '%s is containerd 2.3.6',
  (text) => {
    expect(runtimeOf(text)).toBe('containerd 2.3.6');
  },
);
