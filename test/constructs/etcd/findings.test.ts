import { Duration, Size } from 'cdk8s';
import { EtcdBackup, EtcdCluster, type EtcdClusterProps } from '../../../lib/constructs/etcd';
import { PlinthError } from '../../../lib/core';
import { ssh, synthesized } from './fixture';

const s3 = { kind: 's3', bucket: 'backups', endpoint: 's3.example.com' } as const;
const sent = (to: object): Partial<EtcdClusterProps> => ({
  backup: EtcdBackup.daily({ to: to as typeof s3 }),
});

function said(props: Partial<EtcdClusterProps>): readonly string[] {
  return synthesized(props).findings.map(({ code, detail, fix }) => `${code}: ${detail} ${fix}`);
}

test.each<[string, Partial<EtcdClusterProps>, string]>([
  [
    'a line that ended',
    { version: '3.4' as '3.5' },
    'etcd-version: version is "3.4", which gets no fixes since 2026; this Plinth knows the lines 3.5, 3.6, 3.7. Write version: "3.6". From an older one go line by line.',
  ],
  [
    'a release',
    { version: '3.6.14' as '3.6' },
    'etcd-version: version is "3.6.14"; this Plinth knows the lines 3.5, 3.6, 3.7. Write the line alone, "3.6"; its release is the lock file\'s.',
  ],
  [
    'no line at all',
    { version: 'latest' as '3.6' },
    'etcd-version: version is "latest"; this Plinth knows the lines 3.5, 3.6, 3.7. Write version: "3.6".',
  ],
  [
    'a token of two words',
    { token: 'a b' },
    'etcd-setting-invalid: token is "a b"; it is a word of letters, digits, ".", "_" and "-". Leave it out.',
  ],
  [
    'a quota of nothing',
    { quota: Size.kibibytes(0) },
    'etcd-setting-invalid: quota is 0, by which etcd means its own default. Leave it out, or write Size.gibibytes(2).',
  ],
  [
    'no compaction',
    { compaction: Duration.seconds(0) },
    'etcd-setting-invalid: compaction is 0 minutes; without it the data grows until etcd takes no more. Write whole minutes, such as Duration.hours(8).',
  ],
  [
    'a scraper without a prefix',
    { metricsFrom: ['10.0.0.5'] },
    'etcd-setting-invalid: metricsFrom: "10.0.0.5" has no prefix length. Did you mean "10.0.0.5/32"?',
  ],
  [
    'a data directory that the unit could not protect',
    { dataDirectory: '/home/etcd' },
    'etcd-setting-invalid: dataDirectory is "/home/etcd"; it is an absolute path below /var, /srv, /mnt or /data, of letters, digits, ".", "_" and "-". Write dataDirectory: "/var/lib/etcd".',
  ],
  [
    'a name that is no label',
    { name: 'Etcd' },
    'name-invalid: The name of an etcd cluster, "Etcd" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit. Did you mean "etcd"?',
  ],
  [
    'a bucket with capitals',
    sent({ ...s3, bucket: 'Backups' }),
    'etcd-backup-invalid: bucket is "Backups". Write 3 to 63 lower-case letters, digits, "." and "-": "etcd-backups".',
  ],
  [
    'an endpoint with a scheme',
    sent({ ...s3, endpoint: 'https://s3.example.com' }),
    'etcd-backup-invalid: endpoint is "https://s3.example.com". Write the host alone, with its port where it is not 443: "s3.example.com".',
  ],
  [
    'more data than one upload holds',
    { quota: Size.gibibytes(8) },
    'etcd-backup-invalid: The data may grow to 8 GiB, and one upload to an object store holds 5 GiB. Write quota: Size.gibibytes(5) or less, or send copies by ssh.',
  ],
  [
    'copies on a member',
    sent({ ...ssh, host: '10.20.0.12' }),
    'etcd-backup-invalid: Copies go to "10.20.0.12", which is the member "control-2": with the host its copies are gone. Send them to a host that is none of the cluster.',
  ],
  [
    'a host that could be anybody',
    sent({ ...ssh, hostKey: '' }),
    'etcd-backup-invalid: hostKey is not a public key. Write its kind and its base64, as `ssh-keyscan backup.example.com` prints them: "ssh-ed25519 AAAA...".',
  ],
])('%s is told', (_, props, expected) => {
  expect(said(props)).toEqual([expected]);
});

test.each([
  [
    'max-snapshots',
    '"max-snapshots" is set; etcd reads variables that begin with ETCD_, followed by the flag in capitals. Did you mean "ETCD_MAX_SNAPSHOTS"?',
  ],
  ['ETCD_QUOTA_BACKEND_BYTES', 'ETCD_QUOTA_BACKEND_BYTES is set by hand. Write the property quota.'],
  [
    'ETCD_INITIAL_CLUSTER',
    'ETCD_INITIAL_CLUSTER is set by hand; clients, other members and the firewall go by what Plinth writes there. Leave it out.',
  ],
])('%s cannot be set by hand', (name, expected) => {
  const { findings } = synthesized({}, (cluster) => {
    cluster.setVariable(name, '1', { reason: 'A test.' });
  });

  expect(findings.map(({ detail, fix }) => `${detail} ${fix}`)).toEqual([expected]);
});

test('a variable reaches the members and the reviewers', () => {
  const { assembly, file, findings } = synthesized({}, (cluster) => {
    cluster.setVariable('ETCD_MAX_SNAPSHOTS', '10', { reason: 'Auditors want them.' });
  });

  expect(file('/etc/etcd/etcd.env')).toContain('ETCD_MAX_SNAPSHOTS=10\n');
  expect(findings.map(({ detail }) => detail)).toEqual([
    'ETCD_MAX_SNAPSHOTS is set to "10"; Plinth does not know what else follows from it.',
  ]);
  expect(assembly.acknowledgements).toEqual([
    { code: 'etcd-variable', on: '_hosts/etcd', reason: 'ETCD_MAX_SNAPSHOTS: Auditors want them.' },
  ]);
});

test.each([
  ['production' as const, ['etcd-backup-missing']],
  ['development' as const, []],
])('no copies in %s', (tier, codes) => {
  const { assembly } = synthesized({ backup: EtcdBackup.none({ reason: 'It is a cache.' }) }, undefined, tier);

  expect(assembly.acknowledgements.map(({ code }) => code)).toEqual(codes);
});

test('what has ended is refused with what to write instead', () => {
  expect(() => EtcdCluster.doozer()).toThrow(PlinthError);
  expect(() => EtcdCluster.discovery()).toThrow(/new EtcdCluster\(this, 'etcd'/);
});
