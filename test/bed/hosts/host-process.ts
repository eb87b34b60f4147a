import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface HostProcess {
  readonly name: string;
  /** The host's folder: `disk.img`, `seed/`, `console.log`. */
  readonly folder: string;
  /** The folder that `bedImage` made. */
  readonly image: string;
  readonly namespace: string;
  readonly cgroups: readonly string[];
  readonly boot: 'cloud-init' | 'ignition';
}

/** Starts a host. The process is its systemd-nspawn, which ends with this process, and the host with it. */
export function startHost(host: HostProcess): ChildProcess {
  const console = openSync(join(host.folder, 'console.log'), 'a');
  try {
    return spawn('setpriv', startArguments(host), {
      env: startEnvironment(host, process.env['PATH'] ?? ''),
      stdio: ['ignore', console, console],
      // Ctrl-C is for the bed, which ends its hosts in its own order.
      detached: true,
    });
  } finally {
    closeSync(console);
  }
}

export function startArguments(host: HostProcess): readonly string[] {
  const own = ['unshare', '--mount', '--propagation', 'private', 'sh', join(__dirname, 'start-host.sh')];
  return ['--pdeathsig', 'KILL', ...own, ...nspawnArguments(host)];
}

/** What systemd-nspawn is told besides the host's root. */
function nspawnArguments({ name, namespace }: HostProcess): readonly string[] {
  return [
    '--quiet',
    '--register=no',
    '--keep-unit',
    `--machine=${name}`,
    `--network-namespace-path=/run/netns/${namespace}`,
    '--console=read-only',
    '--resolv-conf=off',
    '--timezone=off',
    '--link-journal=no',
    '--private-users=no',
    '--capability=all',
    '--system-call-filter=@known',
    '--bind=/dev/kmsg',
    '--bind=/dev/net/tun',
    '--bind=/dev/fuse',
    '--kill-signal=SIGRTMIN+3',
    '/usr/local/sbin/bed-init',
    'systemd.journald.forward_to_console=yes',
  ];
}

export function startEnvironment(host: HostProcess, path: string): Readonly<Record<string, string>> {
  return {
    PATH: path,
    BED_BOOT: host.boot,
    BED_CGROUPS: host.cgroups.join(' '),
    BED_FOLDER: host.folder,
    BED_IMAGE: host.image,
    BED_SCRIPTS: __dirname,
    // containerd's programs make system calls of their own choice.
    SYSTEMD_SECCOMP: '0',
    SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network',
  };
}

/** What systemd-nspawn ends with when its host wants to start again. */
export const wantsRestart = 133;

/** The first process of a host, seen from the machine; undefined as long as there is none. */
export function leaderOf(nspawn: number): number | undefined {
  const children = readFileSync(`/proc/${String(nspawn)}/task/${String(nspawn)}/children`, 'utf8');
  const leaders = children.split(' ').filter((pid) => pid !== '' && isLeader(pid));
  return leaders[0] === undefined ? undefined : Number(leaders[0]);
}

/** systemd-nspawn starts helpers as well; the host's first process is number 1 in a namespace of its own. */
function isLeader(pid: string): boolean {
  const [, numbers = ''] = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  const seen = numbers.split(/\s+/);
  return seen.length > 1 && seen.at(-1) === '1';
}

/** Whether somebody listens on a TCP port of a host, without a connection that its firewall would count. */
export function listens(leader: number, port: number): boolean {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6'].some((table) =>
    readFileSync(`/proc/${String(leader)}/net/${table}`, 'utf8')
      .split('\n')
      .some((line) => new RegExp(`^\\s*\\d+: [0-9A-F]+:${wanted} [0-9A-F]+:0000 0A `).test(line)),
  );
}
