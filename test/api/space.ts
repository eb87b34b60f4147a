import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Outcome } from '../tools/run';

/** A network, a tree of processes and an /etc of its own: nothing in it collides with this machine, or leaves it. */
export interface Space {
  /** A folder of this machine that is also there in the space. It goes with the space. */
  readonly folder: string;
  /** Runs a program to its end. */
  readonly run: (program: string, args: readonly string[]) => Promise<Outcome>;
  /** Starts a program that runs until the space ends; what it prints goes to a file in the folder. */
  readonly start: (program: string, args: readonly string[], log: string) => void;
  /** Ends every process in the space and removes all that was made for it. */
  readonly end: () => Promise<void>;
}

/**
 * The first process of the space. When its input ends, also because the tests were killed, it ends all others and itself, and
 * leaves nothing. The pid that it prints is the one outside: /proc is still that of the machine.
 */
const firstProcess = `set -e
folder=$1; shift
mount -t tmpfs tmpfs "$folder/scratch"
mkdir "$folder/scratch/upper" "$folder/scratch/work"
mount -t overlay overlay -o "lowerdir=$folder/etc:/etc,upperdir=$folder/scratch/upper,workdir=$folder/scratch/work" /etc
mount -t tmpfs tmpfs /var/log
ip link set lo up
for address; do ip address add "$address/32" dev lo; done
read -r pid rest < /proc/self/stat
echo "$pid"
read -r rest || true
kill -KILL -1 || true
umount -l /etc "$folder/scratch"
rm -rf "$folder"
`;

/**
 * Makes a space; needs root.
 *
 * @param addresses - Those that hosts would have: here they all lead to the loopback interface
 * @param fillEtc - Puts files into the folder that lies over /etc
 */
export async function makeSpace(addresses: readonly string[], fillEtc: (etc: string) => void): Promise<Space> {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-api-'));
  for (const name of ['etc', 'scratch']) mkdirSync(join(folder, name));
  fillEtc(join(folder, 'etc'));
  const holder = spawn(
    'unshare',
    ['--net', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', firstProcess, 'sh', folder, ...addresses],
    { stdio: 'pipe' },
  );
  const ended = new Promise<void>((resolve) => {
    holder.on('close', () => {
      resolve();
    });
  });
  const end = async (): Promise<void> => {
    holder.stdin.end();
    await ended;
    // The first process may have failed before it was ready.
    rmSync(folder, { recursive: true, force: true });
  };
  const pid = await firstLine(holder).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  // Proxies, ETCD_* and what kubectl finds in a home would change what the programs do.
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  const entry = ['--target', pid, '--net', '--mount', '--pid', '--'];
  return {
    folder,
    run: (program, args) => run('nsenter', [...entry, program, ...args], { env }),
    start: (program, args, log) => {
      const output = openSync(join(folder, log), 'w');
      spawn('nsenter', [...entry, program, ...args], { env, stdio: ['ignore', output, output] });
      closeSync(output);
    },
    end,
  };
}

function firstLine(holder: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let complaint = '';
    holder.stderr?.on('data', (part: Buffer) => {
      complaint += part.toString();
    });
    holder.stdout?.on('data', (part: Buffer) => {
      printed += part.toString();
      if (printed.includes('\n')) resolve(printed.trim());
    });
    holder.on('error', reject);
    holder.on('close', () => {
      reject(new Error(`No namespaces could be made for an API server, which needs root: ${complaint.trim()}`));
    });
  });
}
