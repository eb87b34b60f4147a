import type { Component } from '../../../tools/upstream';
import { componentNamed } from './artifacts';
import { debianLayer } from './debian-layers';
import { ImageLayout, mediaTypes, type Descriptor } from './layout';
import { recipeOf, type ImageRecipe } from './recipes';
import { tar, type TarEntry } from './tar';

/** An image of the registry. */
export interface Image {
  /** Its name with the tag that was asked for. */
  readonly name: string;
  /** Its digest: `sha256:` and hex digits. */
  readonly digest: string;
  /** What it was really built from: programs with their versions, or packages of Debian. */
  readonly from: readonly string[];
}

/** Writes images, each by its name with a tag, into a folder as the OCI lays it out. */
export async function writeImages(
  names: readonly string[],
  components: readonly Component[],
  folder: string,
  say?: (line: string) => void,
): Promise<readonly Image[]> {
  const layout = new ImageLayout(folder);
  const images: { readonly name: string; readonly manifest: Descriptor; readonly from: readonly string[] }[] = [];
  for (const name of names) {
    const recipe = recipeOf(name);
    const lower = recipe.base === undefined ? [] : [await layout.addLayer(await debianLayer(recipe.base, say))];
    const upper = await layout.addFile(tar(upperEntries(recipe, components)), mediaTypes.layer);
    const layers = [...lower, upper];
    const config = await layout.addJson(imageConfig(name, recipe, layers), mediaTypes.config);
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers };
    const from = builtFrom(recipe, components);
    images.push({ name, manifest: await layout.addJson(manifest, mediaTypes.manifest), from });
  }
  await layout.finish(images);
  return images.map(({ name, manifest, from }) => ({ name, digest: manifest.digest, from }));
}

function builtFrom({ base, programs = {} }: ImageRecipe, components: readonly Component[]): readonly string[] {
  const built = Object.values(programs).map((name) => `${name} ${componentNamed(components, name).version}`.trim());
  return base === undefined ? built : [`Debian 13's packages (${base})`, ...built];
}

/** Programs, and what they expect of any root. */
function upperEntries({ base, programs = {}, links = {} }: ImageRecipe, components: readonly Component[]): TarEntry[] {
  return [
    { path: 'tmp/', mode: 0o1777, from: { kind: 'folder' } },
    ...(base === undefined ? users : []),
    ...Object.entries(programs).map(([path, name]): TarEntry => {
      return { path, mode: 0o755, from: { kind: 'file', file: componentNamed(components, name).file } };
    }),
    ...Object.entries(links).map(([path, target]): TarEntry => ({ path, from: { kind: 'link', target } })),
  ];
}

const users: readonly TarEntry[] = [
  { path: 'etc/passwd', from: { kind: 'content', text: 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n' } },
  { path: 'etc/group', from: { kind: 'content', text: 'root:x:0:\nnogroup:x:65534:\n' } },
];

function imageConfig(name: string, recipe: ImageRecipe, layers: readonly Descriptor[]): object {
  const { entrypoint = [], command = [], user = '', searched = [] } = recipe;
  // The static pods of kubeadm start their programs by bare name: without this they are not found.
  const folders = ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
  return {
    architecture: 'amd64',
    os: 'linux',
    config: {
      Env: [`PATH=${[...searched, ...folders].join(':')}`],
      ...(entrypoint.length > 0 && { Entrypoint: entrypoint }),
      ...(command.length > 0 && { Cmd: command }),
      ...(user !== '' && { User: user }),
      // Two releases of the same programs are two images.
      Labels: { 'org.opencontainers.image.version': name.slice(name.lastIndexOf(':') + 1) },
    },
    // Layers are not compressed, so that their digest is also that of their content.
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  };
}
