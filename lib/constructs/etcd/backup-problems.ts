import type { Report } from '../../core';
import type { EtcdBackupProps, S3BackupDestination, SshBackupDestination } from './etcd-backup';
import type { EtcdSettings } from './etcd-settings';
import { etcdBackupInvalid } from './findings';

/** What one upload to an object store can hold: https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
const largestUpload = 5 * 1024 ** 3;

/** What is wrong with where copies go, and how many. */
export function backupProblems({ to, keep = 14 }: EtcdBackupProps, settings: EtcdSettings): readonly Report[] {
  const problems: (Report | false)[] = [
    (!Number.isInteger(keep) || keep < 1 || keep > 999) &&
      invalid(`keep is ${String(keep)}; it is a whole number from 1 to 999.`, 'Write keep: 14.'),
    ...(to.kind === 's3' ? s3Problems(to, settings) : sshProblems(to, settings)),
  ];
  return problems.filter((problem) => problem !== false);
}

function s3Problems(to: S3BackupDestination, settings: EtcdSettings): readonly (Report | false)[] {
  const { bucket, endpoint, region = 'us-east-1', folder, authority } = to;
  return [
    authority !== undefined &&
      !/^\/[\w./-]+$/.test(authority) &&
      invalid(`authority is "${authority}".`, 'Write an absolute path on hosts: "/etc/ssl/store-ca.crt".'),
    !isHost(endpoint.replace(/:\d+$/, '')) &&
      invalid(
        `endpoint is "${endpoint}".`,
        'Write the host alone, with its port where it is not 443: "s3.example.com".',
      ),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
      invalid(`bucket is "${bucket}".`, 'Write 3 to 63 lower-case letters, digits, "." and "-": "etcd-backups".'),
    !/^[a-z0-9-]+$/.test(region) &&
      invalid(`region is "${region}".`, 'Write it as the store calls it: "eu-central-1".'),
    folder !== undefined &&
      !/^[\w.-]+(?:\/[\w.-]+)*$/.test(folder) &&
      invalid(`folder is "${folder}".`, 'Write it without a slash at its ends: "clusters/main".'),
    settings.quotaBytes > largestUpload &&
      invalid(
        `The data may grow to ${String(settings.quotaBytes / 1024 ** 3)} GiB, and one upload to an object store holds 5 GiB.`,
        'Write quota: Size.gibibytes(5) or less, or send copies by ssh.',
      ),
  ];
}

function sshProblems(to: SshBackupDestination, { hosts }: EtcdSettings): readonly (Report | false)[] {
  const { host, port = 22, user, folder, hostKey } = to;
  const member = hosts.find(({ name, address }) => name === host || address === host);
  return [
    !isHost(host) && invalid(`host is "${host}".`, 'Write its name or address alone: "backup.example.com".'),
    member !== undefined &&
      invalid(
        `Copies go to "${host}", which is the member "${member.name}": with the host its copies are gone.`,
        'Send them to a host that is none of the cluster.',
      ),
    (!Number.isInteger(port) || port < 1 || port > 65535) &&
      invalid(`port is ${String(port)}.`, 'Leave it out, or write a number from 1 to 65535.'),
    !/^[a-z_][a-z0-9_-]*$/.test(user) && invalid(`user is "${user}".`, 'Write the name of a user: "backup".'),
    !/^\/[\w./-]+$/.test(folder) &&
      invalid(`folder is "${folder}".`, 'Write an absolute path without spaces: "/srv/backups/main".'),
    !/^(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp\d+) [A-Za-z0-9+/]+={0,2}$/.test(hostKey) &&
      invalid(
        'hostKey is not a public key.',
        `Write its kind and its base64, as \`ssh-keyscan ${host}\` prints them: "ssh-ed25519 AAAA...".`,
      ),
  ];
}

function isHost(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(text);
}

function invalid(detail: string, fix: string): Report {
  return { kind: etcdBackupInvalid, detail, fix };
}
