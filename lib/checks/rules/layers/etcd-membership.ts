import type { EtcdClusterSpec, ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import type { RuleContext } from '../../rule';

const clustering = 'https://etcd.io/docs/v3.6/op-guide/clustering/';

export const etcdUrlInvalid = findingKind({
  code: 'etcd-url-invalid',
  severity: 'error',
  summary: 'a member of etcd offers an address that others cannot use, or in the clear',
  references: [clustering, 'https://etcd.io/docs/v3.6/faq/#deployment'],
  acknowledgeable: false,
});

export const etcdTokenReused = findingKind({
  code: 'etcd-token-reused',
  severity: 'error',
  summary: 'two etcd clusters have one token',
  references: [clustering],
  acknowledgeable: false,
});

/** What members tell others about themselves must lead to them, and to nobody in between. */
export function checkUrls({ report, where }: RuleContext, id: ResourceId, { members }: EtcdClusterSpec): void {
  for (const { name, clientUrl, peerUrl } of members) {
    for (const [what, url] of [
      ['clients', clientUrl],
      ['members', peerUrl],
    ] as const) {
      const problem = urlProblem(url);
      if (problem === undefined) continue;
      report(
        etcdUrlInvalid,
        id,
        `The member "${name}" of ${where(id)} offers ${what} ${url}: ${problem}.`,
        'Offer https:// and the address of the host.',
      );
    }
  }
}

function urlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return 'that is no URL';
  const { protocol, hostname } = new URL(url);
  if (/^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname)) return 'to others that is themselves';
  return protocol === 'https:' ? undefined : 'whoever is on the way reads and changes everything';
}

/** By its token a member knows its cluster. */
export function checkToken(
  { report, where }: RuleContext,
  id: ResourceId,
  { token }: EtcdClusterSpec,
  byToken: Map<string, ResourceId>,
): void {
  const first = byToken.get(token);
  if (first === undefined) {
    byToken.set(token, id);
    return;
  }
  report(
    etcdTokenReused,
    id,
    `${where(first)} and ${where(id)} both have the token "${token}": a member that reaches the wrong cluster would be taken for its own.`,
    'Leave token out: it is then made of the names of environment and cluster.',
  );
}
