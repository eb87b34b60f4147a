import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { resourcesOf } from '../../../lib/assembly';
import { numberAt, textAt } from '../../../lib/core';
import type { BedAccess } from '../claims/access';
import { jsonOf } from '../claims/ask';
import type { LabBed } from '../lab/lab-bed';
import type { Attempt } from './attempts';

/** Somebody who writes all the time. */
export interface Traffic {
  /** What was tried until now. */
  readonly attempts: readonly Attempt[];
  /** Ends it, and returns all that was tried. */
  readonly stop: () => Promise<readonly Attempt[]>;
}

/** Lines for the guestbook from the control node, by the address that moves; each is given up after two seconds. */
export function guestbookTraffic(lab: LabBed, name: string): Traffic {
  const [exposure] = resourcesOf(lab.assembly, 'exposure');
  const script = join(__dirname, 'write-lines.js');
  const url = `http://${movingAddress(lab)}/entries`;
  const command = lab.bed.inControl([process.execPath, script, url, exposure?.spec.host ?? '', name, '200']);
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const attempts: Attempt[] = [];
  createInterface(child.stdout).on('line', (text) => {
    const said = jsonOf(text);
    const [status, error] = [numberAt(said, 'status'), textAt(said, 'error')];
    attempts.push({
      at: numberAt(said, 'at') ?? 0,
      milliseconds: numberAt(said, 'milliseconds') ?? 0,
      line: textAt(said, 'line') ?? '',
      ...(status !== 201 && { failure: error ?? String(status) }),
    });
  });
  const ended = once(child, 'close');
  return {
    attempts,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return attempts;
    },
  };
}

/** Writes to the API server from the control node, by the endpoint; each is given up after three seconds. */
export async function apiTraffic(bed: BedAccess, name: string): Promise<Traffic> {
  const place = ['--namespace', 'default', '--request-timeout=3s'];
  await bed.control(['kubectl', ...place, 'create', 'configmap', name]);
  const attempts: Attempt[] = [];
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      const [at, line] = [Date.now(), String(attempts.length + 1)];
      const write = ['patch', 'configmap', name, '--type=merge', '--patch', JSON.stringify({ data: { line } })];
      const { code, stderr } = await bed.control(['kubectl', ...place, ...write]);
      const milliseconds = Date.now() - at;
      attempts.push({ at, milliseconds, line, ...(code !== 0 && { failure: reasonOf(stderr) }) });
      if (milliseconds < 500) await pause(500 - milliseconds);
    }
  })();
  return {
    attempts,
    stop: async () => {
      ending.abort();
      await running;
      return attempts;
    },
  };
}

/** The address that moves between control hosts. @throws where the environment has none */
export function movingAddress({ assembly }: Pick<BedAccess, 'assembly'>): string {
  const address = resourcesOf(assembly, 'control-plane')[0]?.spec.endpoint.virtualAddress;
  if (address === undefined) throw new Error('The endpoint of the environment has no address that moves.');
  return address;
}

/** The last of what kubectl says is the cause; its addresses and times would make every failure another one. */
function reasonOf(said: string): string {
  const causes = ['etcdserver: [a-z ,]+', 'i/o timeout', 'connection refused', 'TLS handshake timeout', 'EOF'];
  const found = new RegExp([...causes, 'no route to host', 'deadline exceeded', 'Client.Timeout'].join('|')).exec(said);
  return found?.[0] ?? said.trim().split('\n').at(-1)?.slice(0, 120) ?? 'unknown';
}
