import { resourcesOf, type FileResource } from '../../../assembly';
import { findingKind } from '../../../core';
import { isOn, poolOf } from '../../facts/layers';
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
      for (const pool of spec.pools) checkPool(context, id, pool);
    }
  },
};

function checkPool({ assembly, report, where }: RuleContext, id: string, pool: string): void {
  const os = poolOf(assembly, pool)?.spec.operatingSystem;
  if (!os || os.systemd < firstManaging) return;
  // The first file by name that matches a link is the one that counts.
  const [first] = resourcesOf(assembly, 'file')
    .filter(({ spec }) => isOn(spec.on, pool) && matchesFlannel(spec.body) && isLinkFile(spec.path))
    .sort((a, b) => (fileName(a) < fileName(b) ? -1 : 1));
  if (first && setting(first.spec.body, 'Link', 'MACAddressPolicy') === 'none') return;
  report(
    linkManaged,
    first?.id ?? id,
    first
      ? `${where(first.id)} comes first for the links of flannel ${where(id)} on pool "${pool}" and lets systemd give them another address: hosts then send to one that is gone.`
      : `Nothing on pool "${pool}" keeps systemd ${os.systemd} from giving the links of flannel ${where(id)} another address: hosts then send to one that is gone.`,
    'Let a .link file for flannel* with MACAddressPolicy=none come first by name; Flannel brings 50-flannel.link.',
  );
}

function isLinkFile(path: string): boolean {
  return path.startsWith('/etc/systemd/network/') && path.endsWith('.link');
}

function fileName({ spec }: FileResource): string {
  return spec.path.slice(spec.path.lastIndexOf('/') + 1);
}

function matchesFlannel(body: FileResource['spec']['body']): boolean {
  const names = (setting(body, 'Match', 'OriginalName') ?? '').split(/\s+/);
  return names.some((name) => name.startsWith('flannel') || name === '*');
}

function setting(body: FileResource['spec']['body'], section: string, key: string): string | undefined {
  if (body.format !== 'unit') return undefined;
  return body.value.find(({ name }) => name === section)?.settings.find(([name]) => name === key)?.[1];
}
