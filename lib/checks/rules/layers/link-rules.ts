import { placed, resourcesOf, type FileResource, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { poolOf } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';

const linkManaged = findingKind({
  code: 'link-managed',
  severity: 'error',
  summary: 'the operating system would change the links that flannel makes',
  references: [
    'https://github.com/flannel-io/flannel/issues/1155',
    'https://github.com/rancher/rke2/issues/786',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.link.html',
  ],
  acknowledgeable: true,
});

/** Since then systemd gives links that others made an address of its own. */
const firstManaging = 242;

/** Links of flannel keep the address that flannel gave them: other hosts have written it down. */
export const linkRules: Rule = {
  kinds: [linkManaged],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'flannel')) {
      if (spec.backend.kind !== 'vxlan') continue;
      const link = `flannel.${spec.backend.vni}`;
      for (const pool of spec.pools) checkPool(context, id, pool, link);
    }
  },
};

function checkPool({ assembly, report, where }: RuleContext, id: ResourceId, pool: string, link: string): void {
  const os = poolOf(assembly, pool)?.spec.operatingSystem;
  if (!os || os.systemd < firstManaging) return;
  // The first file by name that matches a link is the one that counts.
  const [first] = placed(assembly, 'file', pool)
    .filter(({ spec }) => isLinkFile(spec.path) && matches(spec.body, link))
    .sort((a, b) => (fileName(a) < fileName(b) ? -1 : 1));
  if (first && setting(first.spec.body, 'Link', 'MACAddressPolicy') === 'none') return;
  report(
    linkManaged,
    first?.id ?? id,
    first
      ? `${where(first.id)} comes first for the links of ${where(id)} on pool "${pool}" and lets systemd give them another address: hosts then send to one that is gone.`
      : `Nothing on pool "${pool}" keeps systemd ${os.systemd} from giving the links of ${where(id)} another address: hosts then send to one that is gone.`,
    'Let a .link file for flannel* with MACAddressPolicy=none come first by name; Flannel brings 50-flannel.link.',
  );
}

function isLinkFile(path: string): boolean {
  return path.startsWith('/etc/systemd/network/') && path.endsWith('.link');
}

function fileName({ spec }: FileResource): string {
  return spec.path.slice(spec.path.lastIndexOf('/') + 1);
}

/** Whether one of the patterns of a .link file, with * and ?, is true of a link that only its name is known of. */
function matches(body: FileResource['spec']['body'], link: string): boolean {
  const patterns = (setting(body, 'Match', 'OriginalName') ?? '').split(/\s+/);
  return patterns.some((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(link);
  });
}

function setting(body: FileResource['spec']['body'], section: string, key: string): string | undefined {
  if (body.format !== 'unit') return undefined;
  return body.value.find(({ name }) => name === section)?.settings.find(([name]) => name === key)?.[1];
}
