import { upstream } from '../../../tools/upstream';
import { ignitionProblems } from './ignition';

jest.setTimeout(600_000);
beforeAll(() => upstream('ignition'));

const configuration = `{
  "ignition": { "version": "3.5.0" },
  "passwd": { "users": [{ "name": "core", "sshAuthorizedKeys": ["ssh-ed25519 AAAA"] }] },
  "storage": {
    "files": [{ "path": "/etc/hostname", "mode": 420, "contents": { "source": "data:,cp-1" } }]
  },
  "systemd": {
    "units": [{ "name": "etcd.service", "enabled": true, "contents": "[Service]\\nExecStart=/usr/bin/etcd\\n[Install]\\nWantedBy=multi-user.target\\n" }]
  }
}
`;

test('a configuration is accepted', async () => {
  expect(await ignitionProblems(configuration)).toEqual([]);
});

test.each([
  ['"enabled"', '"enable"', 'warning at $.systemd.units.0.enable, line 8 col 41: unused key enable'],
  [
    '420',
    '"0644"',
    'error at line 5 col 56: json: cannot unmarshal string into Go struct field File.storage.files.FileEmbedded1.mode of type int',
  ],
  ['/etc/hostname', 'etc/hostname', 'error at $.storage.files.0.path, line 5 col 25: path not absolute'],
  ['[Install]', '[Unit]', 'but has no install section so enable does nothing'],
  ['3.5.0', '3.9.0', "couldn't parse config: unsupported config version"],
])('%s as %s is refused', async (good, bad, problem) => {
  const [first] = await ignitionProblems(configuration.replace(good, bad));
  expect(first).toContain(problem);
});

test('an empty text is refused', async () => {
  expect(await ignitionProblems('')).toEqual(["couldn't parse config: not a config (empty)"]);
});
