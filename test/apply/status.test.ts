import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, statusOf, type Connection, type Status } from '../../lib/apply';
import { factsScript } from '../../lib/apply/status/facts-script';
import { parseFacts } from '../../lib/apply/status/host-facts';
import { sha256 } from '../../lib/core';
import { bed, dist } from './environments';
import { FakeWorld } from './fake-world';

let world: FakeWorld;
let connection: Connection;
beforeEach(async () => {
  world = new FakeWorld();
  connection = await connect(bed(), world.run, { desk: join(world.folder, 'desk') });
});
afterEach(async () => {
  await connection.close();
  world.remove();
});

const started = '8e9e05c52164694d, started, control-1, https://10.0.0.1:2380, https://10.0.0.1:2379, false';
const learner = '91bc3c398fb3c146, unstarted, , https://10.0.0.9:2380,https://a.example:2380, , true';

const asked = (): Promise<Status> => statusOf(connection, bed(), { dist, now: Date.UTC(2026, 0, 1) });

test('a host tells what it has, in one call', () => {
  const file = join(world.folder, 'it’s a file');
  const certificate = join(world.folder, 'a.crt');
  const program = 'openssl';
  writeFileSync(file, 'text', { mode: 0o640 });
  execFileSync(
    program,
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-noenc',
        '-days',
        '10',
        '-subj',
        '/CN=a',
      ],
      ...['-keyout', join(world.folder, 'a.key'), '-out', certificate],
    ],
    { stdio: 'pipe' },
  );
  const secret = { id: 's', mode: '0600', user: 'root', group: 'root' };
  const script = factsScript('bed', {
    host: 'control-1',
    files: [{ ...secret, path: file, sha256: '' }],
    units: [{ id: 'u', name: 'none-such.service', state: 'enabled' }],
    certificates: [
      { id: 'c', path: certificate, renewBeforeDays: 1 },
      { id: 'd', path: file, renewBeforeDays: 1 },
    ],
    secrets: [{ ...secret, path: '/no/such/file' }],
    probes: [
      { kind: 'command', id: 'good', command: ['true'] },
      { kind: 'command', id: 'bad', command: ['sh', '-c', 'echo "one\ttwo"; cat; exit 3'] },
    ],
    memberLists: [
      { id: 'etcd', command: ['echo', `${started}\n${learner}`] },
      { id: 'dead', command: ['false'] },
    ],
  });

  const output = execFileSync('sh', ['-s'], { input: script, stdio: 'pipe' }).toString('utf8');

  const facts = parseFacts(output);
  expect(facts?.files[file]).toMatchObject({ mode: '0640', sha256: sha256('text') });
  expect(facts?.files).toHaveProperty(['/no/such/file'], undefined);
  expect(facts?.probes).toEqual({ good: { exitCode: 0, said: '' }, bad: { exitCode: 3, said: 'one two' } });
  expect(facts?.members).toEqual({
    etcd: [
      { id: '8e9e05c52164694d', name: 'control-1', peerUrls: ['https://10.0.0.1:2380'], isLearner: false },
      {
        ...{ id: '91bc3c398fb3c146', name: '', isLearner: true },
        peerUrls: ['https://10.0.0.9:2380', 'https://a.example:2380'],
      },
    ],
  });
  const day = 24 * 3600 * 1000;
  expect(facts?.certificates).toEqual({ [certificate]: expect.any(Number) });
  expect(Math.abs((facts?.certificates[certificate] ?? 0) - Date.now() - 10 * day)).toBeLessThan(day);
  expect(facts?.freeKibibytes).toBeGreaterThan(0);
  expect(Object.keys(facts?.units ?? {})).toEqual(['none-such.service']);
});

test('an answer that is cut is none', () => {
  expect(parseFacts('name\tcontrol-1\nfile\t/etc/a')).toBeUndefined();
});

test('asking changes nothing on hosts', async () => {
  world.write('control-1', 'steps/etcd/control-1/start', 'abc\n');
  world.write('control-1', 'steps/etcd/control-1/start.new', 'half');
  world.write('control-1', 'pending/a', 'restart etcd.service\n');

  const { hosts } = await asked();

  expect(hosts.get('control-1')).toMatchObject({
    pending: ['a: restart etcd.service'],
    plinth: { steps: { 'etcd/control-1/start': 'abc' } },
  });
  expect(world.list('control-1')).toEqual(['pending', 'steps']);
  expect(world.list('worker-1')).toEqual([]);
});

test('hosts are asked once each, all of them, also where one is silent', async () => {
  world.ssh('worker-2', { exitCode: 255, errors: 'Connection refused' });

  const { hosts, silent } = await asked();

  expect([...hosts.keys()]).toEqual(['control-1', 'control-2', 'control-3', 'worker-1']);
  expect(silent).toMatchObject([{ code: 'host-unreachable', path: 'bed/worker-2' }]);
  expect(world.typed.filter((text) => text.startsWith('ssh') && !text.includes('-O'))).toHaveLength(5);
});

test('the cluster is asked with the credentials of the desk, by a dry run on the server', async () => {
  mkdirSync(join(world.folder, 'desk'), { recursive: true });
  writeFileSync(join(world.folder, 'desk/kubeconfig'), 'kind: Config');
  const file = 'apps.v1.Deployment.guests.guestbook';
  const node = (name: string, kubeletVersion = 'v1.36.4', status = 'True'): object => ({
    metadata: { name },
    status: { nodeInfo: { kubeletVersion }, conditions: [{ type: 'Ready', status }] },
  });
  const nodes = {
    items: [
      node('control-1'),
      node('control-2', 'v1.36.3'),
      node('control-3', 'v1.36.4', 'Unknown'),
      node('worker-1'),
      node('worker-9'),
    ],
  };
  world.program('kubectl', ({ args, env }) => {
    expect(env?.['KUBECONFIG']).toBe(join(world.folder, 'desk/kubeconfig'));
    return args[0] === 'diff'
      ? { exitCode: 1, output: `diff -u -N /tmp/LIVE-1/${file} /tmp/MERGED-2/${file}\n@@ -1 +1 @@\n` }
      : { output: JSON.stringify(nodes) };
  });

  const { drift, objects, nodes: found } = await asked();

  expect(objects.kind).toBe('compared');
  expect(drift.filter(({ where }) => where === 'cluster')).toEqual([
    ...[
      { id: '_hosts/plinth/host/control-2', what: 'node control-2', problem: 'runs the kubelet v1.36.3, not v1.36.4' },
      { id: '_hosts/plinth/host/control-3', what: 'node control-3', problem: 'is not ready' },
      { id: '_hosts/plinth/host/worker-2', what: 'node worker-2', problem: 'is missing' },
      { id: '_hosts/plinth/control-plane/kubernetes', what: 'node worker-9', problem: 'is no declared host' },
    ].map((one) => ({ where: 'cluster', ...one })),
    { where: 'cluster', id: 'guests/apps/Deployment/guestbook', what: 'Deployment guestbook', problem: 'differs' },
  ]);
  expect(found[0]).toEqual({ name: 'control-1', version: 'v1.36.4', isReady: true });
  expect(world.typed).toContain(
    `kubectl diff --server-side --force-conflicts --field-manager plinth -R -f ${join(dist, 'bed/manifests')}`,
  );
});
