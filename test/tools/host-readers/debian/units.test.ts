import { unitProblems } from './units';

jest.setTimeout(600_000);

const folder = '/etc/systemd/system';
const files: readonly (readonly [string, string])[] = [
  [
    `${folder}/etcd.service`,
    `[Unit]
Description=etcd
Documentation=https://etcd.io/docs
Requires=var-lib-etcd.mount
Wants=network-online.target
After=network-online.target var-lib-etcd.mount

[Service]
Type=notify
User=etcd
EnvironmentFile=/etc/etcd/etcd.env
ExecStart=/usr/local/bin/etcd
Restart=always
RestartSec=5
LimitNOFILE=65536
OOMScoreAdjust=-999
MemoryMax=2G

[Install]
WantedBy=multi-user.target
`,
  ],
  [`${folder}/var-lib-etcd.mount`, '[Mount]\nWhat=/dev/disk/by-label/etcd\nWhere=/var/lib/etcd\nType=ext4\n'],
  [`${folder}/etcd-backup@.service`, '[Service]\nType=oneshot\nExecStart=/usr/local/bin/backup %i\n'],
  [
    `${folder}/etcd-backup@orders.timer`,
    '[Timer]\nOnCalendar=hourly\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n',
  ],
  [`${folder}/haproxy.service.d/10-plinth.conf`, '[Service]\nRestart=always\n'],
  [`${folder}/kubelet.service.d/10-plinth.conf`, '[Unit]\nAfter=containerd.service\n'],
  ['/etc/etcd/etcd.env', 'ETCD_NAME=control-1\n'],
];
const surroundings = { programs: ['/usr/local/bin/etcd', '/usr/local/bin/backup'], units: ['kubelet.service'] };

const unitsWith = (good: string, bad: string): ReadonlyMap<string, string> =>
  new Map(files.map(([path, text]) => [path.replace(good, bad), text.replace(good, bad)]));

test('units are accepted', async () => {
  expect(await unitProblems(new Map(files), surroundings)).toEqual([]);
});

test.each([
  ['/etcd.service', '/etcd.servce', 'Failed to prepare filename etcd.servce: Invalid argument'],
  [
    '10-plinth.conf',
    '10-plinth.con',
    '/etc/systemd/system/haproxy.service.d/10-plinth.con: systemd reads drop-ins named *.conf only',
  ],
  [
    'Restart=always',
    'Restrat=always',
    "/etc/systemd/system/haproxy.service.d/10-plinth.conf:2: Unknown key 'Restrat' in section [Service], ignoring.",
  ],
  [
    'Type=notify',
    'Type=notfy',
    '/etc/systemd/system/etcd.service:9: Failed to parse Type=notfy, ignoring: Invalid argument',
  ],
  [
    'Requires=var-lib',
    'Requires=var-lob',
    'etcd.service: Failed to create etcd.service/start: Unit var-lob-etcd.mount not found.',
  ],
  ['bin/etcd', 'bin/ectd', 'etcd.service: Command /usr/local/bin/ectd is not executable: No such file or directory'],
  ['[Install]', '[Instal]', "/etc/systemd/system/etcd-backup@orders.timer:5: Unknown section 'Instal'. Ignoring."],
  [
    'ExecStart=/usr/local/bin/etcd\n',
    '',
    'etcd.service: Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing.',
  ],
  [
    'multi-user.target',
    'multiuser.target',
    'Unit /etc/systemd/system/etcd.service is added as a dependency to a non-existent unit multiuser.target.',
  ],
  [
    'LimitNOFILE=65536',
    'LimitNOFILE=many',
    '/etc/systemd/system/etcd.service:15: Failed to parse LimitNOFILE=many, ignoring: Invalid argument',
  ],
  [
    'MemoryMax=2G',
    'MemoryMax=2Gi',
    "/etc/systemd/system/etcd.service:17: Invalid memory limit '2Gi', ignoring: Invalid argument",
  ],
  [
    'OnCalendar=hourly',
    'OnCalendar=hurly',
    '/etc/systemd/system/etcd-backup@orders.timer:2: Failed to parse calendar specification, ignoring: hurly',
  ],
  [
    'Where=/var/lib/etcd',
    'Where=/var/lib/etcd3',
    "var-lib-etcd.mount: Where= setting doesn't match unit name. Refusing.",
  ],
  [
    'bin/backup %i',
    'bin/backup %i\nExecStrat=/bin/true',
    "/etc/systemd/system/etcd-backup@.service:4: Unknown key 'ExecStrat' in section [Service], ignoring.",
  ],
  [
    'After=containerd',
    'Afer=containerd',
    "/etc/systemd/system/kubelet.service.d/10-plinth.conf:2: Unknown key 'Afer' in section [Unit], ignoring.",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await unitProblems(unitsWith(good, bad), surroundings);
  expect(first).toBe(problem);
});

test('an order that cannot be is refused', async () => {
  const [first] = await unitProblems(unitsWith('[Mount]', '[Unit]\nAfter=etcd.service\n\n[Mount]'), surroundings);
  // Where systemd meets the cycle first is not always the same.
  expect(first).toMatch(/: Found ordering cycle on .*\/start$/);
});

test('a unit of another package must be named', async () => {
  const [first] = await unitProblems(new Map(files), { ...surroundings, units: [] });
  expect(first).toBe('Unit kubelet.service not found.');
});

test('files without a unit are an error', async () => {
  await expect(unitProblems(new Map([['/etc/hosts', 'x']]))).rejects.toThrow(
    'There is no unit: none of the files is in a folder like /etc/systemd/system.',
  );
});
