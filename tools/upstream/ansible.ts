import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, type Say } from './cache';

/** Programs of Ansible, each a path. */
export interface Ansible {
  readonly playbook: string;
  readonly lint: string;
  /** The folder with both, for programs that call each other by name. */
  readonly folder: string;
}

const requirements = join(__dirname, 'ansible', 'requirements.txt');

/** By the name of the program, what Python is told to run. */
const programs = {
  ansible: 'ansible adhoc',
  'ansible-config': 'ansible config',
  'ansible-galaxy': 'ansible galaxy',
  'ansible-inventory': 'ansible inventory',
  'ansible-playbook': 'ansible playbook',
  'ansible-vault': 'ansible vault',
  'ansible-lint': 'ansiblelint',
} as const;

const run = promisify(execFile);

let running: Promise<string> | undefined;

/** Ansible and its linter in a folder of their own, made on the first call and kept in the cache. */
export async function ansible(say?: Say): Promise<Ansible> {
  const stamp = readFileSync(requirements, 'utf8') + Object.values(programs).join('\n');
  running ??= cached({ name: 'ansible', folders: [], stamp, make }, say);
  const folder = join(await running, 'bin');
  return { playbook: join(folder, 'ansible-playbook'), lint: join(folder, 'ansible-lint'), folder };
}

async function make(draft: string): Promise<void> {
  await run('python3', ['-m', 'venv', draft]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements];
  await run(join(draft, 'bin/python'), pip);
  for (const [name, module] of Object.entries(programs)) {
    const file = join(draft, 'bin', name);
    if (!existsSync(file)) throw new Error(`The packages in ${requirements} bring no program ${name}.`);
    // Those that pip writes name the folder in which it wrote them, and that is only a draft.
    await writeFile(file, `#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m ${module} "$@"\n`);
    await chmod(file, 0o755);
  }
}
