import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, type Say } from './cache';
import { makeRoot, rootOptions, suite } from './debian';

/** The programs that read the files of a host, and nothing else. */
const options = rootOptions([
  'chrony',
  'cloud-init',
  'haproxy',
  'iproute2',
  'keepalived',
  // What Ubuntu's cloud-init hands its network-config to.
  'netplan-generator',
  'nftables',
  'openssh-server',
  // Makes throw-away certificates for programs that look for one.
  'openssl',
  'procps',
  'python3-netplan',
  'sudo',
  'systemd',
  'systemd-resolved',
  'tzdata',
  'udev',
]);

let running: Promise<string> | undefined;

/**
 * The folder with a Debian 13 root, made on the first call and kept in the cache: `root`, which nobody changes, and
 * `mount`, an empty folder to put a throw-away copy on in one's own mount namespace.
 */
export function debianRoot(say?: Say): Promise<string> {
  running ??= cached({ name: 'debian-root', folders: [], stamp: [suite, ...options].join('\n'), make }, say);
  return running;
}

async function make(draft: string): Promise<void> {
  const root = join(draft, 'root');
  await makeRoot(root, options);
  // A reader of package sources is to see those that it is given, and no others.
  await rm(join(root, 'etc/apt/sources.list'), { force: true });
  await mkdir(join(draft, 'mount'));
}
