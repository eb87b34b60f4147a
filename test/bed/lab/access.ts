import { spawn } from 'node:child_process';
import type { BedAccess, Outcome } from '../claims/access';
import type { LabBed } from './lab-bed';

/** What claims ask a lab by. */
export function accessTo(lab: LabBed): BedAccess {
  return {
    hosts: lab.bed.hosts.map(({ name }) => name),
    assembly: lab.assembly,
    on: (host, command, input) => start(lab.bed.host(host).inside(command), input),
    control: (command, input) => start(lab.bed.inControl(command), input, lab.control.environment),
    inNetworkOf: (pid, host, command) => {
      const space = `/proc/${String(lab.bed.host(host).leader)}/root/proc/${String(pid)}/ns/net`;
      return start(['nsenter', `--net=${space}`, '--', ...command]);
    },
  };
}

/** Runs a command to its end. */
function start(command: readonly string[], input?: string, env?: NodeJS.ProcessEnv): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: env ?? process.env });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code: code ?? -1, stdout, stderr: signal === null ? stderr : `${stderr}ended by ${signal}` });
    });
    // Whoever reads nothing may end before all of it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
