import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { settingsVariable, type ProgramSettings } from './settings';

export type { ProgramSettings };

const run = promisify(execFile);
const repository = resolve(__dirname, '../../..');

/** A folder as a user of Plinth has it, with a program, dist/ and build/; and the variables under which `plinth` runs there. */
export interface Workplace {
  readonly folder: string;
  readonly command: readonly string[];
  /** The file that declares the environment. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

const program = join(__dirname, 'main.ts');

/** Synthesizes the environment into a folder of its own. The lock file is the repository's: a bed moves no release. */
export async function workplace(folder: string, settings: ProgramSettings): Promise<Workplace> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings, null, 2));
  await copyFile(join(repository, 'plinth.lock.json'), join(folder, 'plinth.lock.json'));
  const environment = { [settingsVariable]: file };
  const command = [process.execPath, join(repository, 'bin/plinth.js')];
  const place = { folder, command, program, environment };
  await plinth(place, ['synth', '--app', program]);
  return place;
}

/** Runs `plinth` in a workplace and returns what it prints. */
export async function plinth({ folder, command, environment }: Workplace, words: readonly string[]): Promise<string> {
  const [node = '', ...rest] = command;
  const env = { ...process.env, ...environment, NO_COLOR: '1' };
  const { stdout } = await run(node, [...rest, ...words], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
