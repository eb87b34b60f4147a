import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAssembly, type FileTree } from '../../../lib/assembly';
import { plan } from '../../../lib/plan';
import { renderAnsible } from '../../../lib/plan/render';

const dist = join(__dirname, '../../../dist');

/** What is rendered of the first install of an environment of this repository. */
export function renderedInstall(environment: string): FileTree {
  const assembly = readAssembly(dist, environment);
  return renderAnsible(plan({ to: assembly }), assembly);
}

/** The script of a step. */
export function scriptOf(rendered: FileTree, step: string): string {
  const script = rendered.get(`steps/${step}.sh`);
  if (script === undefined) throw new Error(`The plan has no step "${step}".`);
  return script;
}

/** Writes files into a folder that is gone after the tests of the file. */
export function folderOf(files: FileTree): string {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-rendered-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
