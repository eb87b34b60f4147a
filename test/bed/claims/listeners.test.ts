import { isLoopback, readListeners } from './listeners';

const tcp = `LISTEN 0      4096          127.0.0.1:10248      0.0.0.0:*    users:(("kubelet",pid=812,fd=18))
LISTEN 0      4096      127.0.0.53%lo:53         0.0.0.0:*    users:(("systemd-resolve",pid=71,fd=15))
LISTEN 0      4096                  *:10250            *:*    users:(("kubelet",pid=812,fd=14))
LISTEN 0      128               [::]:22             [::]:*    users:(("sshd",pid=120,fd=4),("systemd",pid=1,fd=80))
LISTEN 0      4096 [::ffff:127.0.0.1]:9000             *:*    users:(("java",pid=7,fd=1))
`;

test('the table of ss is read: address, port and program', () => {
  expect(readListeners('tcp', tcp).map((one) => [one.address, one.port, one.program, isLoopback(one)])).toEqual([
    ['127.0.0.1', 10248, 'kubelet', true],
    ['127.0.0.53', 53, 'systemd-resolve', true],
    ['*', 10250, 'kubelet', false],
    ['[::]', 22, 'sshd', false],
    ['[::ffff:127.0.0.1]', 9000, 'java', true],
  ]);
});

test('what the kernel itself listens on has no program', () => {
  const table = 'UNCONN 0      0            0.0.0.0:8472      0.0.0.0:*\n';

  expect(readListeners('udp', table)).toEqual([{ protocol: 'udp', address: '0.0.0.0', port: 8472, program: '' }]);
});
