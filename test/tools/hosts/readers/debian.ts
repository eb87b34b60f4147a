import { chronyProblems } from '../../host-readers/debian/chrony';
import { nftProblems } from '../../host-readers/debian/nft';
import { sshdProblems } from '../../host-readers/debian/sshd';
import { sudoersProblems } from '../../host-readers/debian/sudoers';
import { sysctlProblems } from '../../host-readers/debian/sysctl';
import { inDebianRoot, type RootCommand } from '../../host-readers/debian/root';
import { printed, problemsOf, type Reader } from '../../host-readers/debian/texts';
import { distinct, named, type HostReader } from '../reading';

export const chrony: HostReader = (texts) => chronyProblems(named(texts));
export const nft: HostReader = (texts) => nftProblems(named(texts));
export const sshd: HostReader = (texts) => sshdProblems(named(texts));
export const sudoers: HostReader = (texts) => sudoersProblems(named(texts));
export const sysctl: HostReader = (texts) => sysctlProblems(named(texts));

/** It does not notice options that nobody reads. */
export const apt = program((path) => ['sh', '-c', 'apt-config --config-file "$0" dump >/dev/null', path]);
/** The shell that the first line names: it reads, and runs nothing. */
export const shell = program((path) => ['sh', '-euc', '"$(sed -n "1s/^#!//p" "$0")" -n "$0"', path]);
export const perl = program((path) => ['perl', '-c', path], /: syntax OK$|^.* syntax OK$/);
export const knownHosts = program((path) => ['ssh-keygen', '-l', '-f', path], /^\d+ SHA256:\S+ \S+ \(\w+\)$/);
export const tmpfiles = program((path) => ['systemd-tmpfiles', '--create', '--dry-run', path], /^Would /);
/** A line for each module, of which a Debian root has none: that it is not there shows that it was read. */
export const modules = program(
  (path) => ['/usr/lib/systemd/systemd-modules-load', path],
  /^Failed to find module '[a-z][a-z0-9_]*'$/,
);
/** Looks up each name of the file in it. */
export const hosts = program((path) => ['sh', '-euc', lookUp, path]);
const lookUp = `cp "$0" /etc/hosts
while read -r address names; do
  for name in $names; do
    getent -s files ahosts "$name" | grep -qF "$address " || echo "$name is not found at $address"
  done
done <"$0"`;
export const hostname = program((path) => ['hostname', '--file', path]);

/** Where they are on the host: daemons that read them without being asked to, and end for want of a bus. */
export const logind = daemon({ args: ['/usr/lib/systemd/systemd-logind'] });
export const networkdSettings = daemon({ args: ['/usr/lib/systemd/systemd-networkd'], until: 'Enumeration completed' });
/** It has read them before it looks at links. */
export const resolved = daemon({ args: ['/usr/lib/systemd/systemd-resolved'], until: 'New scope on link' });

function daemon(command: RootCommand): HostReader {
  return async (texts) => {
    const problems: string[] = [];
    for (const { path, text } of distinct(texts)) {
      const env = { SYSTEMD_LOG_LEVEL: 'debug' };
      const outcomes = await inDebianRoot(
        [{ path, text }],
        [{ args: ['mkdir', '-p', '/run/systemd'] }, { env, ...command }],
      );
      problems.push(...outcomes.flatMap(printed).filter((line) => line.includes(path)));
    }
    return problems;
  };
}

/** A program that is given one file and prints nothing but problems, and lines that say that there are none. */
function program(args: (path: string) => readonly string[], fine?: RegExp): HostReader {
  const reader: Reader = {
    command: (path) => ({ args: args(path) }),
    problems: (outcome) => printed(outcome).filter((line) => fine?.test(line) !== true),
  };
  return (texts) => problemsOf(named(texts), reader);
}
