import type { Contribution, HostPlace, RegistryMirror } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { registryFolder } from '../containerd/configuration';
import { contributeFile, contributeSecretFile } from '../contribute';

/**
 * Tells containerd where images are really pulled from, one hosts.toml a registry. It reads them at each pull.
 *
 * The mirror stands as the server itself, so that no image comes past it from where its name says. A mirror with credentials
 * has them in a header of the same file, since a kubelet hands its own to the registry of the name alone: the whole file is
 * secret then, and what it has to hold is its purpose.
 *
 * https://github.com/containerd/containerd/blob/v2.3.4/docs/hosts.md
 */
export function contributeRegistries(into: Contribution, on: HostPlace, mirrors: readonly RegistryMirror[]): void {
  for (const mirror of mirrors) {
    const path = `${registryFolder}/${mirror.registry === '*' ? '_default' : mirror.registry}/hosts.toml`;
    if (mirror.credentials === undefined) {
      contributeFile(into, on, { path, body: { format: 'toml', value: hosts(mirror) }, effect: { kind: 'none' } });
    } else {
      contributeSecretFile(into, on, {
        path,
        maker: 'existing',
        purpose: purposeOf(mirror, mirror.credentials),
        effect: { kind: 'none' },
      });
    }
  }
}

function hosts({ endpoint, authority }: RegistryMirror): JsonObject {
  return { server: endpoint, capabilities: ['pull', 'resolve'], ...(authority !== undefined && { ca: authority }) };
}

/** In words, as whoever brings the file has to write it. */
function purposeOf({ endpoint, authority }: RegistryMirror, credentials: string): string {
  const ca = authority === undefined ? '' : `, ca = "${authority}"`;
  return `server = "${endpoint}", capabilities = ["pull", "resolve"]${ca}, and [header] with Authorization = "Basic <base64 of user:password>" of ${credentials}`;
}
