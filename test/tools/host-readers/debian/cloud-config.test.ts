import { cloudConfigProblems } from './cloud-config';

jest.setTimeout(600_000);

const userData = `#cloud-config
hostname: control-1
fqdn: control-1.example.com
locale: false
package_update: false
packages: [chrony, nftables]
users:
  - name: core
    shell: /bin/bash
    sudo: ALL=(ALL) NOPASSWD:ALL
    ssh_authorized_keys: [ssh-ed25519 AAAA core]
write_files:
  - path: /etc/hosts
    permissions: '0644'
    content: |
      127.0.0.1 localhost
bootcmd:
  - [modprobe, overlay]
runcmd:
  - [systemctl, enable, --now, etcd.service]
`;

const fault = (good: string, bad: string): string => userData.replace(good, bad);

test('user-data is accepted', async () => {
  expect(await cloudConfigProblems(new Map([['user-data', userData]]))).toEqual([]);
});

test.each([
  [
    'write_files',
    'write_file',
    "user-data: write_file: Additional properties are not allowed ('write_file' was unexpected)",
  ],
  [
    'permissions',
    'permission',
    "user-data: write_files.0: Additional properties are not allowed ('permission' was unexpected)",
  ],
  ["'0644'", '0644', "user-data: write_files.0.permissions: 420 is not of type 'string'"],
  [
    'path:',
    'pth:',
    "user-data: write_files.0: 'path' is a required property, write_files.0: Additional properties are not allowed ('pth' was unexpected)",
  ],
  ['package_update: false', 'package_update: maybe', "user-data: package_update: 'maybe' is not of type 'boolean'"],
  [
    '#cloud-config',
    '# cloud-config',
    'user-data: format-l1.c1: Unrecognized user-data header in user-data: "# cloud-config".',
  ],
  [
    'ssh_authorized_keys',
    'ssh-authorized-keys',
    'user-data: users.0.ssh-authorized-keys:  Deprecated in version 18.3. Use **ssh_authorized_keys** instead.',
  ],
  [
    'shell:',
    'shel:',
    "user-data: users.0: Additional properties are not allowed ('shel' was unexpected), users.0: {'name': 'core', 'shel': '/bin/bash', 'sudo': 'ALL=(ALL) NOPASSWD:ALL', 'ssh_authorized_keys': ['ssh-ed25519 AAAA core']} is not of type 'array', users.0: {'name': 'core', 'shel': '/bin/bash', 'sudo': 'ALL=(ALL) NOPASSWD:ALL', 'ssh_authorized_keys': ['ssh-ed25519 AAAA core']} is not of type 'string'",
  ],
  [
    'package_update',
    'apt_update',
    'user-data: apt_update:  Deprecated in version 22.2. Use **package_update** instead.',
  ],
  ['fqdn:', 'hostname:', 'user-data: Map keys must be unique at line 3, column 1:'],
  ['users:', 'users', 'user-data: format-l7.c1: File user-data is not valid YAML. while scanning a simple key'],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await cloudConfigProblems(new Map([['user-data', fault(good, bad)]]));
  expect(first).toBe(problem);
});

test('of many files the bad ones are named', async () => {
  const many = Array.from({ length: 100 }, (_, index) => [`host-${String(index)}`, userData] as const);
  const texts = new Map([...many, ['host-7', fault('shell:', 'shel:')]]);
  const problems = await cloudConfigProblems(texts);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['host-7']);
});
