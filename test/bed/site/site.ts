import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bedComponents, cached, component, longComponents, type Component } from '../../../tools/upstream';
import { writeArtifacts, type Artifact } from './artifacts';
import { askedArtifacts, askedImages } from './asked';
import { writeImages, type Image } from './images';
import { pause } from './pause';
import { recipeOf } from './recipes';

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
 */
export async function site(dist: string, mirror: string, say?: (line: string) => void): Promise<Site> {
  const own = [...(await bedComponents(say)), ...(await guestbook(say)), await pause(say)];
  const artifacts = await askedArtifacts(join(dist, 'hosts'), mirror);
  const images = [...(await askedImages(join(dist, 'facts'))), ...newerImages].sort();
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
