import { readFileSync } from 'node:fs';
import { sysctlProblems } from './sysctl';

jest.setTimeout(600_000);

const settings = `# Pods are reached through their host.
net.ipv4.ip_forward = 1
net.ipv4.conf.all.rp_filter = 0
net.core.rmem_max = 8388608
vm.overcommit_memory = 1
kernel.panic = 10
-net.ipv4.tcp_mem_x = 1
`;

test('settings are accepted, and those of the machine stay as they are', async () => {
  const before = readFileSync('/proc/sys/kernel/panic', 'utf8');
  expect(
    await sysctlProblems(
      new Map([
        ['90-plinth.conf', settings],
        ['another', settings],
      ]),
    ),
  ).toEqual([]);
  expect(readFileSync('/proc/sys/kernel/panic', 'utf8')).toBe(before);
});

test.each([
  ['ip_forward', 'ip_forwrd', "90-plinth.conf: Couldn't write '1' to 'net/ipv4/ip_forwrd': No such file or directory"],
  ['ip_forward = 1', 'ip_forward 1', '90-plinth.conf:2: Line is not an assignment, ignoring: net.ipv4.ip_forward 1'],
  [
    'ip_forward = 1',
    'ip_forward = yes',
    "90-plinth.conf: Couldn't write 'yes' to 'net/ipv4/ip_forward': Invalid argument",
  ],
  [
    'vm.overcommit',
    'vm.overcomit',
    "90-plinth.conf: Couldn't write '1' to 'vm/overcomit_memory': No such file or directory",
  ],
  [
    'rmem_max',
    'rmem_maxi',
    "90-plinth.conf: Couldn't write '8388608' to 'net/core/rmem_maxi': No such file or directory",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await sysctlProblems(new Map([['90-plinth.conf', settings.replace(good, bad)]]));
  expect(first).toBe(problem);
});
