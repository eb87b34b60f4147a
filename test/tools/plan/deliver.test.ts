import { renderedInstall, scriptOf } from './bed';
import { onDebianHost, withDigest } from './debian-host';

jest.setTimeout(600_000);

const rendered = renderedInstall('bed');
const deliver = scriptOf(rendered, 'host/control-1/deliver');
const start = scriptOf(rendered, 'host/control-1/start');
const scripts = { 'deliver.sh': deliver, 'start.sh': start, 'amended.sh': withDigest(deliver, '0'.repeat(32)) };

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);

test('a bare host gets everything once, and the second time nothing is touched', async () => {
  const times = 'stat --format="%n %Y %Z %i" /etc/plinth/firewall.nft /etc/systemd/system/etcd.service /etc/hosts';
  const [first, before, second, after, log, journal, stamp] = await onDebianHost('control-1', scripts, [
    'sh /steps/deliver.sh',
    times,
    'sleep 1.1; sh /steps/deliver.sh',
    times,
    'cat /tmp/systemctl.log',
    'cat /var/lib/plinth/journal.jsonl',
    'cat /var/lib/plinth/steps/host/control-1/deliver',
  ]);
  expect(first?.stderr).toBe('');
  expect(lastLine(first?.stdout ?? '')).toBe('plinth: done');
  expect(second).toEqual({ status: 0, stdout: 'plinth: satisfied\n', stderr: '' });
  expect(after?.stdout).toBe(before?.stdout);
  // Read anew once, and before anything is enabled.
  expect(log?.stdout.split('\n').map((line) => line.split(' ', 1)[0])).toEqual(['daemon-reload', 'mask', 'enable', '']);
  const lines = (journal?.stdout ?? '').trimEnd().split('\n');
  const results = lines.map((line) => JSON.parse(line) as { readonly step: string; readonly result: string });
  expect(results.map(({ step, result }) => `${step} ${result}`)).toEqual([
    'host/control-1/deliver done',
    'host/control-1/deliver satisfied',
  ]);
  expect(stamp?.stdout).toBe(/^digest=(.*)$/m.exec(deliver)?.[1]?.concat('\n'));
});

test('as bash reads it, it is the same', async () => {
  const [first, second] = await onDebianHost('control-1', scripts, [
    'bash --posix </steps/deliver.sh',
    'sh /steps/deliver.sh',
  ]);
  expect(lastLine(first?.stdout ?? '')).toBe('plinth: done');
  expect(second?.stdout).toBe('plinth: satisfied\n');
});

test('what differs is brought anew, and what runs with it is told once', async () => {
  const [, changed, pending, effects, log, left, again] = await onDebianHost('control-1', { ...scripts }, [
    'sh /steps/deliver.sh; rm -rf /var/lib/plinth/pending; rm /tmp/systemctl.log',
    'echo "# by hand" >>/etc/plinth/firewall.nft; chmod 0600 /etc/crictl.yaml; : >/tmp/units/plinth-firewall.service.active; sh /steps/deliver.sh',
    'cd /var/lib/plinth/pending && grep . * /dev/null',
    'sh /steps/start.sh',
    'cat /tmp/systemctl.log',
    'ls /var/lib/plinth/pending',
    'sh /steps/start.sh',
  ]);
  expect(changed?.stdout.replace(/\d+/, 'all')).toBe(`Bring all files, units and users to control-1
  /etc/plinth/firewall.nft
  /etc/crictl.yaml is 0644 root:root
plinth: done
`);
  expect(pending?.stdout).toBe(
    '_hosts%2Fplinth%2Ffile%2Fcontrol:%2Fetc%2Fplinth%2Ffirewall.nft:reload plinth-firewall.service\n',
  );
  expect(effects?.stdout).toContain('  reload-or-restart plinth-firewall.service\n');
  expect(log?.stdout.split('\n').filter((line) => line.includes('firewall'))).toEqual([
    'reload-or-restart plinth-firewall.service',
  ]);
  expect(left?.stdout).toBe('');
  expect(again?.stdout).toBe('plinth: satisfied\n');
});

test('a unit that does not run reads its files when it starts: nothing is noted for it', async () => {
  const [, , pending] = await onDebianHost('control-1', scripts, [
    'sh /steps/deliver.sh; rm -rf /var/lib/plinth/pending',
    'echo "# by hand" >>/etc/plinth/firewall.nft; sh /steps/deliver.sh',
    'ls /var/lib/plinth/pending',
  ]);
  expect(pending?.stdout).toBe('');
});

test('another plan for the same host acts again, though nothing is missing', async () => {
  const [, again, stamp] = await onDebianHost('control-1', scripts, [
    'sh /steps/deliver.sh',
    'sh /steps/amended.sh',
    'cat /var/lib/plinth/steps/host/control-1/deliver',
  ]);
  expect(again?.stdout).toContain('What was carried out here before is another form of this step.\n');
  expect(lastLine(again?.stdout ?? '')).toBe('plinth: done');
  expect(stamp?.stdout).toBe(`${'0'.repeat(32)}\n`);
});

test('units that were written by a run that was cut off are read anew', async () => {
  const [, again, log] = await onDebianHost('control-1', scripts, [
    'sh /steps/deliver.sh; rm /tmp/systemctl.log',
    ': >/tmp/stale; sh /steps/deliver.sh & sleep 1; rm /tmp/stale; wait $!',
    'cat /tmp/systemctl.log',
  ]);
  expect(lastLine(again?.stdout ?? '')).toBe('plinth: done');
  expect(log?.stdout).toContain('daemon-reload\n');
});

test('another machine is left alone', async () => {
  const [wrongName, wrongFile, nothing] = await onDebianHost('control-2', scripts, [
    'sh /steps/deliver.sh',
    'hostname control-1; sh /steps/deliver.sh',
    'ls /etc/plinth',
  ]);
  expect(wrongName).toMatchObject({
    status: 3,
    stderr:
      'plinth: host/control-1/deliver on control-1 cannot begin: this machine calls itself control-2, and the step is for control-1. If its address is right, the machine is another one, or was not made from its boot document.\n',
  });
  expect(wrongFile).toMatchObject({
    status: 1,
    stderr:
      'plinth: /etc/hostname on control-1 is not what the host was made with, and only a first boot reads it. Either this is another machine, or it must be made anew.\n',
  });
  expect(nothing?.status).not.toBe(0);
});

test('a folder in the place of a file is named, and nothing goes into it', async () => {
  const [, folder, inside] = await onDebianHost('control-1', scripts, [
    'sh /steps/deliver.sh',
    'rm /etc/crictl.yaml; mkdir /etc/crictl.yaml; sh /steps/deliver.sh',
    'ls /etc/crictl.yaml',
  ]);
  expect(folder).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /^plinth: \/etc\/crictl\.yaml on control-1 cannot be replaced: mv: .*directory.*\.$/m,
    ) as string,
  });
  expect(inside?.stdout).toBe('');
});

test('users that a boot document made are good; what they lack is added', async () => {
  const [first, second, keys] = await onDebianHost('control-1', scripts, [
    'useradd --system --shell /usr/sbin/nologin etcd; mkdir -p /root/.ssh/authorized_keys.d; grep -o "ssh-ed25519 [^ ]*" /steps/deliver.sh | head -n 1 >/root/.ssh/authorized_keys.d/ignition; sh /steps/deliver.sh',
    'rm -r /root/.ssh; sh /steps/deliver.sh',
    'cat /root/.ssh/authorized_keys; stat --format="%a %U" /root/.ssh /root/.ssh/authorized_keys',
  ]);
  expect(first?.stdout).not.toMatch(/ {2}user etcd| {2}a key of root/);
  expect(second?.stdout).toContain('  a key of root\n');
  expect(keys?.stdout).toMatch(/^ssh-ed25519 \S+ operators@example.com\n700 root\n600 root\n$/);
});

test('a script that arrives cut off does nothing', async () => {
  const [cut, nothing] = await onDebianHost('control-1', scripts, [
    'head -c 60000 /steps/deliver.sh | sh',
    'ls /var/lib/plinth /etc/plinth',
  ]);
  expect(cut?.stdout).toBe('');
  expect(nothing?.status).not.toBe(0);
});

test('a run that is still at work is waited for', async () => {
  const [both] = await onDebianHost('control-1', scripts, [
    '(flock 9; sleep 2; echo first) 9>/run/plinth.lock & sleep 0.3; sh /steps/deliver.sh | tail -n 1',
  ]);
  expect(both?.stdout).toBe('first\nplinth: done\n');
});

test('only root carries steps out', async () => {
  const [outcome] = await onDebianHost('control-1', scripts, [
    'setpriv --reuid=65534 --clear-groups sh /steps/deliver.sh',
  ]);
  expect(outcome).toMatchObject({
    status: 1,
    stderr: 'plinth: host/control-1/deliver on control-1 is for root, and this is nobody. Let sudo run it.\n',
  });
});
