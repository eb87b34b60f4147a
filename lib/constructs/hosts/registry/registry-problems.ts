import type { RegistryMirror } from '../../../assembly';
import type { Report } from '../../../core';
import { hostPoolInvalid } from '../findings';

/** `*`, or a host and perhaps a port: images are looked up by the part of their names before the first slash. */
const registryForm = /^(?:\*|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?)$/;

/**
 * What is wrong with where images are pulled from. containerd takes what it cannot read for no mirror, and asks the registry itself.
 *
 * https://github.com/containerd/containerd/blob/v2.3.4/docs/hosts.md#server-field
 */
export function registryProblems(mirrors: readonly RegistryMirror[]): readonly Report[] {
  return mirrors.flatMap(({ registry, endpoint, authority }, index) => {
    const at = `registryMirrors[${String(index)}]`;
    return [
      ...(registryForm.test(registry)
        ? []
        : [problem(`${at}.registry is "${registry}".`, 'Write the host alone, "registry.k8s.io", or "*" for all.')]),
      ...endpointProblems(`${at}.endpoint`, endpoint),
      ...(authority === undefined || authority.startsWith('/')
        ? []
        : [
            problem(`${at}.authority is "${authority}".`, 'Write an absolute path on hosts: "/etc/ssl/mirror-ca.crt".'),
          ]),
    ];
  });
}

/** The URL itself stands in no message where it holds a password. */
function endpointProblems(property: string, endpoint: string): readonly Report[] {
  const url = /^https?:\/\/\S+$/.test(endpoint) && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url) {
    const host = endpoint.replace(/^\w*:?\/\//, '');
    return [problem(`${property} is "${endpoint}", which is no URL.`, `Write "http://${host}", or with https.`)];
  }
  if (url.username === '' && url.password === '') return [];
  const detail = `${property} holds a user or a password for ${url.host}, and would be written in the open.`;
  return [problem(detail, 'Say where they are kept: credentials.')];
}

function problem(detail: string, fix: string): Report {
  return { kind: hostPoolInvalid, detail, fix };
}
