import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileOf } from './written-file';

/** What stands for a blob in an index or a manifest. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

export const mediaTypes = {
  config: 'application/vnd.oci.image.config.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  // Not compressed: inside one machine, packing costs more than the wire.
  layer: 'application/vnd.oci.image.layer.v1.tar',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
};

/**
 * A folder of images as the OCI writes it, so that programs that read such folders do.
 *
 * Source: https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export class ImageLayout {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async addFile(chunks: AsyncIterable<Buffer>, mediaType: string): Promise<Descriptor> {
    const draft = join(this.#folder, 'draft');
    const { sha256, bytes } = await writeFileOf(chunks, draft, 'none');
    await mkdir(this.#blobs, { recursive: true });
    await rename(draft, join(this.#blobs, sha256));
    return { mediaType, digest: `sha256:${sha256}`, size: bytes };
  }

  addLayer(archive: string): Promise<Descriptor> {
    return this.addFile(createReadStream(archive) as AsyncIterable<Buffer>, mediaTypes.layer);
  }

  async addJson(value: object, mediaType: string): Promise<Descriptor> {
    const content = Buffer.from(JSON.stringify(value));
    const sha256 = createHash('sha256').update(content).digest('hex');
    await mkdir(this.#blobs, { recursive: true });
    await writeFile(join(this.#blobs, sha256), content);
    return { mediaType, digest: `sha256:${sha256}`, size: content.length };
  }

  /** Writes the index: every image by its name with a tag. */
  async finish(images: readonly { readonly name: string; readonly manifest: Descriptor }[]): Promise<void> {
    const manifests = images.map(({ name, manifest }) => ({
      ...manifest,
      annotations: { 'org.opencontainers.image.ref.name': name, 'io.containerd.image.name': name },
    }));
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
    await writeFile(join(this.#folder, 'index.json'), JSON.stringify(index, undefined, 2));
    await writeFile(join(this.#folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  }

  get #blobs(): string {
    return join(this.#folder, 'blobs/sha256');
  }
}
