import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourcesOf } from '../../../lib/assembly';
import { backupScript } from '../../../lib/constructs/etcd/backup-script';
import { EtcdBackup } from '../../../lib/constructs/etcd';
import { ssh, synthesized } from './fixture';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plinth-backup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the script with programs that write down what they are given. */
function run(leader: number, settings: Readonly<Record<string, string>>): { said: string; log: string } {
  const log = join(folder, 'log');
  const program = (name: string, text: string): void => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/bash\necho "${name} $*" >>'${log}'\n${text}\n`);
    chmodSync(path, 0o755);
  };
  writeFileSync(log, '');
  program(
    'etcdctl',
    `case $1 in endpoint) printf '"MemberID" : 7\\n"Leader" : ${String(leader)}\\n';; snapshot) echo data >"$3";; esac`,
  );
  program('etcdutl', '');
  program('curl', `cat >>'${log}'`);
  program('sftp', `cat >>'${log}'`);
  program('date', 'echo 864000');
  writeFileSync(join(folder, 'backup.sh'), backupScript);
  const said = execFileSync('/bin/bash', [join(folder, 'backup.sh')], {
    encoding: 'utf8',
    env: {
      PATH: `${folder}:/usr/bin:/bin`,
      STATE_DIRECTORY: folder,
      BACKUP_ETCDCTL: join(folder, 'etcdctl'),
      BACKUP_ETCDUTL: join(folder, 'etcdutl'),
      BACKUP_INTERVAL_SECONDS: '86400',
      BACKUP_KEEP: '7',
      ...settings,
    },
  });
  return { said, log: readFileSync(log, 'utf8').replaceAll(folder, '$DIR') };
}

test('the leader sends a verified copy to an object store', () => {
  const { said, log } = run(7, {
    ...{ BACKUP_KIND: 's3', BACKUP_URL: 'https://s3.example.com/backups/lab-etcd', BACKUP_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' },
  });

  expect(log).toMatchInlineSnapshot(`
    "etcdctl endpoint status --write-out=fields
    etcdctl endpoint health
    etcdctl snapshot save $DIR/copy.db
    etcdutl snapshot status $DIR/copy.db
    date +%s
    curl --config - --fail --silent --show-error --retry 5 --aws-sigv4 aws:amz:us-east-1:s3 --header x-amz-content-sha256: 6667b2d1aab6a00caa5aee5af8ad9f1465e567abf1c209d15727d57b3e8f6e5f --upload-file $DIR/copy.db https://s3.example.com/backups/lab-etcd/etcd-003.db
    user = "id:secret"
    "
  `);
  expect(said).toContain('Sent etcd-003.db.');
  expect(readdirSync(folder)).toContain('newest.db');
  expect(readdirSync(folder)).not.toContain('copy.db');
});

test('the leader sends a verified copy by SFTP, and lets it take its place when it is whole', () => {
  const { log } = run(7, {
    ...{ BACKUP_KIND: 'ssh', BACKUP_HOST: 'etcd@backup.example.com', BACKUP_PORT: '22' },
    ...{ BACKUP_FOLDER: '/srv/backups', BACKUP_KEY: '/key', BACKUP_KNOWN_HOSTS: '/known' },
  });

  expect(log.slice(log.indexOf('sftp'))).toMatchInlineSnapshot(`
    "sftp -b - -P 22 -i /key -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/known etcd@backup.example.com
    put $DIR/copy.db /srv/backups/etcd-003.db.part
    rename /srv/backups/etcd-003.db.part /srv/backups/etcd-003.db
    "
  `);
});

test('others do nothing', () => {
  const { said, log } = run(8, { BACKUP_KIND: 's3' });

  expect(said).toBe('Another member is the leader and makes the copy.\n');
  expect(log).toBe('etcdctl endpoint status --write-out=fields\n');
});

test('a copy that cannot be verified is not sent', () => {
  const failing = { BACKUP_KIND: 's3', BACKUP_ETCDUTL: '/bin/false' };

  expect(() => run(7, failing)).toThrow();
  expect(readFileSync(join(folder, 'log'), 'utf8')).not.toContain('curl');
  expect(readdirSync(folder)).not.toContain('newest.db');
});

test('the settings of an object store', () => {
  expect(synthesized().file('/etc/etcd/backup.env')).toMatchInlineSnapshot(`
    "BACKUP_ETCDCTL=/usr/local/bin/etcdctl
    BACKUP_ETCDUTL=/usr/local/bin/etcdutl
    BACKUP_INTERVAL_SECONDS=86400
    BACKUP_KEEP=14
    BACKUP_KIND=s3
    BACKUP_REGION=us-east-1
    BACKUP_URL=https://s3.example.com/backups/lab-etcd
    ETCDCTL_CACERT=/etc/etcd/pki/ca.crt
    ETCDCTL_CERT=/etc/etcd/pki/healthcheck-client.crt
    ETCDCTL_ENDPOINTS=https://127.0.0.1:2379
    ETCDCTL_KEY=/etc/etcd/pki/healthcheck-client.key
    "
  `);
});

test('the timer is one moment on all members', () => {
  expect(synthesized().unit('etcd-backup.timer')).toMatchInlineSnapshot(`
    "[Unit]
    Description=Copies of the data of etcd

    [Timer]
    OnCalendar=*-*-* 02:07:00 UTC
    AccuracySec=1s
    Persistent=yes

    [Install]
    WantedBy=timers.target
    "
  `);
});

test('the unit waits for what somebody has to bring', () => {
  const { assembly, unit, file } = synthesized({ backup: EtcdBackup.hourly({ to: { ...ssh, port: 2222 } }) });

  expect(unit('etcd-backup.service')).toContain('ConditionPathExists=/etc/etcd/backup-key\n');
  expect(file('/etc/etcd/backup-known-hosts')).toBe(`[backup.example.com]:2222 ${ssh.hostKey}\n`);
  expect(resourcesOf(assembly, 'host-secret').map(({ spec }) => [spec.path, spec.user, spec.maker])).toEqual([
    ['/etc/etcd/backup-key', 'etcd', 'existing'],
  ]);
});
