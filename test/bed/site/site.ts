import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bedComponents, cached, component, longComponents, type Component } from '../../../tools/upstream';
import { componentNamed, writeArtifacts, type Artifact } from './artifacts';
import { askedArtifacts, askedImages } from './asked';
import { writeImages, type Image } from './images';
import { pause } from './pause';
import { recipeOf } from './recipes';

const run = promisify(execFile);

/** What stands outside of the hosts and serves them: files of a mirror, and images of a registry. */
export interface Site {
  /** The folder that `serve.js` serves: `files` and `images`. */
  readonly folder: string;
  readonly artifacts: readonly Artifact[];
  readonly images: readonly Image[];
}

/**
 * The site that an environment asks for, made on the first call and kept in the cache.
 *
 * @param dist - The folder with the rendered files of the environment, such as `dist/bed`
 * @param mirror - The address before the paths of files, such as `http://10.88.0.1:8000`
 * @param more - Images that no pod of the environment names
 */
export async function site(
  dist: string,
  mirror: string,
  say?: (line: string) => void,
  more: readonly string[] = [],
): Promise<Site> {
  const own = [...(await bedComponents(say)), ...(await guestbook(say)), await pause(say)];
  const artifacts = await askedArtifacts(join(dist, 'hosts'), mirror);
  const asked = [...(await askedImages(join(dist, 'facts'))), ...newerImages, ...more];
  const images = [...asked, ...(await kubeadmImages(own))].sort();
  const known = new Set(own.map(({ name }) => name));
  const isDear = images.some((name) => Object.values(recipeOf(name).programs ?? {}).some((one) => !known.has(one)));
  const components = isDear ? [...own, ...(await longComponents(say))] : own;
  const make = async (folder: string): Promise<void> => {
    const written = {
      artifacts: await writeArtifacts(artifacts, components, join(folder, 'files')),
      images: await writeImages(images, components, join(folder, 'images'), say),
    };
    await writeFile(join(folder, 'site.json'), JSON.stringify(written, undefined, 2));
  };
  const stamp = JSON.stringify([artifacts, images, components]);
  const folder = await cached({ name: 'bed-site', folders: [__dirname], stamp, make }, say);
  const written = JSON.parse(await readFile(join(folder, 'site.json'), 'utf8')) as Omit<Site, 'folder'>;
  return { folder, ...written };
}

function guestbook(say?: (line: string) => void): Promise<readonly Component[]> {
  return component(
    'guestbook',
    { folder: join(__dirname, 'guestbook'), programs: { guestbook: 'plinth.invalid/bed/guestbook' } },
    say,
  );
}

/** What an environment that runs is moved to: the same programs as the release before, under another digest. */
const newerImages = ['registry.example.com/lab/guestbook:1.0.1'];

/** What the static pods and the first pods of kubeadm run. Its etcd is not among them: hosts run their own. */
async function kubeadmImages(components: readonly Component[]): Promise<readonly string[]> {
  const { file, version } = componentNamed(components, 'kubeadm');
  const { stdout } = await run(file, ['config', 'images', 'list', '--kubernetes-version', version]);
  return stdout.split('\n').filter((name) => name !== '' && !name.startsWith('registry.k8s.io/etcd:'));
}
