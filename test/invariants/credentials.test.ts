import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli';
import { root } from '../core/line-of';
import { credentials, leaks, secretForms, type Forbidden } from './audit';
import { filesIn } from './folder';

type Artifact = readonly [path: string, content: string];

const canary = 'Canary/7f3+Z=é';
const variables = ['PLINTH_TEST_PASSWORD', 'DATABASE_PASSWORD', 'AWS_SECRET_ACCESS_KEY'];
const forbidden: Forbidden = { ...credentials, 'a secret of the environment': secretForms(canary) };

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-audit-')));
  for (const name of variables) process.env[name] = canary;
});
afterAll(() => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  rmSync(folder, { recursive: true });
});

/** A copy of this repository's program, with an edit of one of its files. */
function copyOf(id: string, edit?: (source: string) => string): string {
  const copy = join(folder, id);
  mkdirSync(copy);
  for (const name of ['lib', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(copy, name));
  cpSync(join(root, 'stacks'), join(copy, 'stacks'), { recursive: true });
  cpSync(join(root, 'plinth.lock.json'), join(copy, 'plinth.lock.json'));
  const file = join(copy, 'stacks/tiny.ts');
  if (edit) writeFileSync(file, edit(readFileSync(file, 'utf8')));
  return copy;
}

/** Everything that the command and `cdk8s synth` give away of a program: each file that they write, and what they print. */
async function artifactsOf(copy: string): Promise<readonly Artifact[]> {
  const verbs = [
    ['synth'],
    ['synth', '--json'],
    ['synth', '--check', '--json'],
    ['check', '--json'],
    ['list', '--json'],
    ['explain', 'shop/web', '--json'],
  ];
  const printed: Artifact[] = [];
  for (const argv of verbs) printed.push([`plinth ${argv.join(' ')}`, await run(copy, argv)]);
  return printed;
}
