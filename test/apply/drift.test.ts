import { certificateDrift, driftOf, earliestExpiry } from '../../lib/apply/status/drift';
import type { FoundMember } from '../../lib/apply/status/etcd-members';
import { expectedOn, type Expected } from '../../lib/apply/status/expected';
import type { HostFacts } from '../../lib/apply/status/host-facts';
import { memberDrift } from '../../lib/apply/status/member-drift';
import { objectDiff } from '../../lib/apply/status/object-drift';
import { bed } from './environments';

const expected: Expected = {
  host: 'control-1',
  files: [{ id: 'f', path: '/etc/a', sha256: 'aa', mode: '0644', user: 'root', group: 'root' }],
  units: [
    { id: 'u', name: 'a.service', state: 'enabled' },
    { id: 'o', name: 'off.service', state: 'masked' },
  ],
  certificates: [{ id: 'c', path: '/etc/a.crt', renewBeforeDays: 30 }],
  secrets: [{ id: 's', path: '/etc/key', mode: '0600', user: 'root', group: 'root' }],
  probes: [
    { kind: 'units', id: 'p', units: ['a.service'] },
    { kind: 'command', id: 'q', command: ['etcdctl', 'health'] },
  ],
  memberLists: [],
};

const found: HostFacts = {
  name: 'control-1',
  freeKibibytes: 1024,
  files: {
    '/etc/a': { mode: '0644', user: 'root', group: 'root', sha256: 'aa' },
    '/etc/key': { mode: '0600', user: 'root', group: 'root', sha256: 'zz' },
  },
  units: {
    'a.service': { load: 'loaded', active: 'active', file: 'enabled' },
    'off.service': { load: 'masked', active: 'inactive', file: 'masked' },
  },
  certificates: { '/etc/a.crt': Date.UTC(2026, 5, 1) },
  probes: { q: { exitCode: 0, said: '' } },
  members: {},
  pending: [],
  plinth: { steps: {} },
};

const file = found.files['/etc/a'];
const unit = { load: 'loaded', active: 'active', file: 'enabled' };

test('what is as it is declared does not differ', () => {
  expect(driftOf(expected, found)).toEqual([]);
});

test.each<[string, Partial<HostFacts>, readonly string[]]>([
  ['a file is gone', { files: { ...found.files, '/etc/a': undefined } }, ['f /etc/a is missing']],
  [
    'a file was edited',
    { files: { ...found.files, '/etc/a': file && { ...file, sha256: 'bb' } } },
    ['f /etc/a has other content'],
  ],
  [
    'a file can be written by others',
    { files: { ...found.files, '/etc/a': file && { ...file, mode: '0666', user: 'ada' } } },
    ['f /etc/a has the mode 0666, not 0644', 'f /etc/a has the user ada, not root'],
  ],
  ['a secret is gone', { files: { '/etc/a': file } }, ['s /etc/key is missing']],
  [
    'a secret can be read by others',
    { files: { ...found.files, '/etc/key': file && { ...file, mode: '0644' } } },
    ['s /etc/key has the mode 0644, not 0600'],
  ],
  [
    'a unit was disabled',
    { units: { ...found.units, 'a.service': { ...unit, file: 'disabled' } } },
    ['u a.service is disabled, not enabled'],
  ],
  [
    'a unit has failed',
    { units: { ...found.units, 'a.service': { ...unit, active: 'failed' } } },
    ['u a.service has failed', 'p a.service is failed, not active'],
  ],
  [
    'a unit is gone',
    { units: { ...found.units, 'a.service': { load: 'not-found', active: 'inactive', file: '' } } },
    ['u a.service is missing', 'p a.service is inactive, not active'],
  ],
  [
    'a masked unit was let loose',
    { units: { ...found.units, 'off.service': { ...unit } } },
    ['o off.service is enabled, not masked'],
  ],
  [
    'a component does not answer',
    { probes: { q: { exitCode: 1, said: 'context deadline exceeded' } } },
    ['q etcdctl health does not answer as ready: context deadline exceeded'],
  ],
])('%s', (_name, facts, differences) => {
  const drift = driftOf(expected, { ...found, ...facts });

  expect(drift.map(({ id, what, problem }) => `${id} ${what} ${problem}`)).toEqual(differences);
  expect(new Set(drift.map(({ where }) => where))).toEqual(new Set(['control-1']));
});

test.each<[string, number, readonly string[]]>([
  ['is good for long', Date.UTC(2026, 0, 1), []],
  ['is about to end', Date.UTC(2026, 4, 20), ['ends on 2026-06-01, and should have been made anew 30 days before']],
  ['has ended', Date.UTC(2026, 5, 2), ['ended on 2026-06-01']],
])('a certificate %s', (_name, now, problems) => {
  expect(certificateDrift(expected, found, now).map(({ problem }) => problem)).toEqual(problems);
});

test('a certificate that is not there is told', () => {
  expect(certificateDrift(expected, { ...found, certificates: {} }, 0)).toEqual([
    { where: 'control-1', id: 'c', what: '/etc/a.crt', problem: 'is missing, or is no certificate' },
  ]);
});

test('the certificate that ends first, of all hosts', () => {
  const other = { ...found, certificates: { '/etc/b.crt': Date.UTC(2026, 3, 1), '/etc/bad.crt': Number.NaN } };

  expect(
    earliestExpiry(
      new Map([
        ['a', found],
        ['b', other],
      ]),
    ),
  ).toEqual({ host: 'b', path: '/etc/b.crt', ends: Date.UTC(2026, 3, 1) });
  expect(earliestExpiry(new Map())).toBeUndefined();
});

test('what hosts of the bed must have', () => {
  const [control] = expectedOn(bed());

  expect(control?.host).toBe('control-1');
  expect(control?.files.map(({ path }) => path)).toContain('/etc/etcd/member.env');
  expect(control?.units.every(({ name }) => !name.includes('/'))).toBe(true);
  expect(control?.probes.map(({ id }) => id)).toContain('_hosts/plinth/component/etcd');
  // What ends within minutes is not missed.
  expect(control?.secrets.map(({ path }) => path)).not.toContain('/etc/kubernetes/plinth/discovery.conf');
});

describe('members of etcd', () => {
  const id = '_hosts/plinth/etcd-cluster/etcd';
  const declared = ['1', '2', '3'].map((number) => ({
    ...{ id: `a${number}`, name: `control-${number}`, peerUrls: [`https://10.88.0.1${number}:2380`] },
    isLearner: false,
  }));
  const stranger = { id: '9a', name: '', peerUrls: ['https://10.88.0.99:2380'], isLearner: true };
  const told = (host: string, members: HostFacts['members']): readonly [string, HostFacts] => [
    host,
    { ...found, members },
  ];

  test('are asked for on the hosts that have one', () => {
    const asked = expectedOn(bed()).filter(({ memberLists }) => memberLists.length > 0);

    expect(asked.map(({ host }) => host)).toEqual(['control-1', 'control-2', 'control-3']);
    expect(asked[0]?.memberLists[0]).toMatchObject({ id, command: expect.arrayContaining(['member', 'list']) });
  });

  test.each<[string, readonly FoundMember[], readonly string[]]>([
    ['as they are declared', declared, []],
    ['one that has not started yet has no name', declared.map((one) => ({ ...one, name: '' })), []],
    ['one was taken out', declared.slice(0, 2), ['control-3: member control-3 does not belong to the cluster']],
    [
      'one lost its vote',
      declared.map((one) => ({ ...one, isLearner: one.id === 'a2' })),
      ['control-2: member control-2 is a learner and has no vote'],
    ],
    [
      'one was added',
      [...declared, stranger, { ...stranger, id: '9b', name: 'ghost' }],
      [
        'control-2: member 9a at https://10.88.0.99:2380 belongs to the cluster, and nobody declares it',
        'control-2: member ghost at https://10.88.0.99:2380 (9b) belongs to the cluster, and nobody declares it',
      ],
    ],
  ])('%s', (_name, members, differences) => {
    // The first host is silent, and what the third one says does not count twice.
    const facts = new Map([
      told('control-1', {}),
      told('control-2', { [id]: members }),
      told('control-3', { [id]: members }),
    ]);

    const drift = memberDrift(bed(), facts);

    expect(drift.map(({ where, what, problem }) => `${where}: ${what} ${problem}`)).toEqual(differences);
    expect(drift.every((one) => one.id === id)).toBe(true);
  });

  test('nobody told of are not missed', () => {
    expect(memberDrift(bed(), new Map([told('control-1', {})]))).toEqual([]);
  });
});

describe('kubectl diff', () => {
  const output = [
    'diff -u -N /tmp/LIVE-1/apps.v1.Deployment.guests.guestbook /tmp/MERGED-2/apps.v1.Deployment.guests.guestbook',
    '--- /tmp/LIVE-1/apps.v1.Deployment.guests.guestbook\t2026-01-01',
    '@@ -1,4 +1,4 @@',
    '-  replicas: 3',
    '+  replicas: 2',
    'diff -u -N /tmp/LIVE-1/v1.Namespace..guests /tmp/MERGED-2/v1.Namespace..guests',
    '--- /tmp/LIVE-1/v1.Namespace..guests\t2026-01-01',
    '@@ -0,0 +1,4 @@',
    '+kind: Namespace',
    'diff -u -N /tmp/LIVE-1/v1.ConfigMap.other.x /tmp/MERGED-2/v1.ConfigMap.other.x',
    '@@ -1 +1 @@',
  ].join('\n');

  test('names the resources that differ or are missing', () => {
    expect(objectDiff(bed(), 1, output, '')).toEqual({
      kind: 'compared',
      drift: [
        { where: 'cluster', id: 'guests/apps/Deployment/guestbook', what: 'Deployment guestbook', problem: 'differs' },
        { where: 'cluster', id: '_cluster/core/Namespace/guests', what: 'Namespace guests', problem: 'is missing' },
        { where: 'cluster', id: 'v1.ConfigMap.other.x', what: 'v1.ConfigMap.other.x', problem: 'differs' },
      ],
    });
  });

  test('that fails compares nothing', () => {
    expect(objectDiff(bed(), 0, '', '')).toEqual({ kind: 'compared', drift: [] });
    expect(objectDiff(bed(), 2, output, '\nerror: no route to host\n')).toEqual({
      kind: 'unknown',
      said: 'error: no route to host',
    });
  });
});
