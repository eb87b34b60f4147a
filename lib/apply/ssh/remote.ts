import { exitCodes, isMissing, type Command, type Outcome, type Runner } from '../run/command';
import type { Target } from './targets';

/** Runs shell scripts on hosts. */
export interface Remote {
  readonly targets: readonly Target[];
  /** The file of settings by which all hosts are reached. */
  readonly configFile: string;
  /** Runs a script on a host as root; what it prints may be any bytes. */
  readonly sh: (target: Target, script: string, options?: RemoteOptions) => Promise<Outcome>;
}

interface RemoteOptions {
  /** @default 60 */
  readonly timeoutSeconds?: number;
}

/** Whoever logs in as another user must be allowed to become root without a password. */
const becomeRoot = 'if [ "$(id -u)" = 0 ]; then exec sh -s; else exec sudo -n sh -s; fi';

/** One call of ssh for each script: the script goes through standard input, so that nothing of it is seen in a list of processes. */
export function remoteOf(run: Runner, targets: readonly Target[], configFile: string): Remote {
  return {
    targets,
    configFile,
    sh: (target, script, { timeoutSeconds = 60 } = {}) => run(sshCommand(configFile, target, script, timeoutSeconds)),
  };
}

function sshCommand(configFile: string, { host }: Target, script: string, timeoutSeconds: number): Command {
  return { program: 'ssh', args: ['-F', configFile, host, becomeRoot], input: script, timeoutSeconds };
}

/** Why a host could not be asked, in words that ssh does not find. */
export interface SshProblem {
  readonly kind:
    | 'unreachable'
    | 'host-key-changed'
    | 'host-key-unknown'
    | 'refused-login'
    | 'not-root'
    | 'no-ssh'
    | 'disk-full'
    | 'failed';
  /** What ssh, or the script, said. */
  readonly said: string;
}

/** ssh itself ends with 255; every other code is the script's. */
const sshFailed = 255;

/** What kept a script from running to a good end; undefined where it did. */
export function problemIn(outcome: Outcome): SshProblem | undefined {
  const { exitCode, errors } = outcome;
  if (exitCode === 0) return undefined;
  const said = lastWords(errors);
  if (isMissing(outcome)) return { kind: 'no-ssh', said };
  if (exitCode === exitCodes.timedOut) return { kind: 'unreachable', said: said || 'no answer in time' };
  if (/No space left on device|Disk quota exceeded/.test(errors)) return { kind: 'disk-full', said };
  if (exitCode !== sshFailed) return { kind: /^sudo: /m.test(errors) ? 'not-root' : 'failed', said };
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed/i.test(errors)) {
    return { kind: 'host-key-changed', said: fingerprint(errors) ?? said };
  }
  if (/No \w+ host key is known|Host key verification failed/.test(errors)) return { kind: 'host-key-unknown', said };
  if (/Permission denied|Too many authentication failures|no mutual signature/.test(errors)) {
    return { kind: 'refused-login', said };
  }
  return { kind: 'unreachable', said };
}

function fingerprint(errors: string): string | undefined {
  return /^SHA256:\S+/m.exec(errors)?.[0].replace(/\.$/, '');
}

/** The last line that says something; ssh prints banners before it. */
function lastWords(errors: string): string {
  const lines = errors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\*\*|Warning: Permanently added|@)/.test(line));
  return lines.at(-1) ?? '';
}
