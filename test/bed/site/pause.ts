import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cached, go, type Component } from '../../../tools/upstream';

const run = promisify(execFile);

const folder = resolve(__dirname, '../../../tools/upstream/kubernetes-1.36');
const kubernetes = 'k8s.io/kubernetes';

/** The program that holds the namespaces of a pod: one file of C in the sources of Kubernetes. */
export async function pause(say?: (line: string) => void): Promise<Component> {
  const [version = '', sources = ''] = (await go(folder, ['list', '-m', '-f', '{{.Version}} {{.Dir}}', kubernetes]))
    .trim()
    .split(' ');
  const flags = ['-Os', '-s', '-static', `-DVERSION=${version}`];
  const make = async (draft: string): Promise<void> => {
    await run('gcc', [...flags, '-o', join(draft, 'pause'), join(sources, 'build/pause/linux/pause.c')]);
  };
  const made = await cached({ name: 'component-pause', folders: [], stamp: flags.join(' '), make }, say);
  return { name: 'pause', version, file: join(made, 'pause') };
}
