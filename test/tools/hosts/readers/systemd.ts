import type { HostView, OperatingSystemFacts } from '../../../../lib/assembly';
import { networkdProblems } from '../../host-readers/debian/networkd';
import { unitProblems } from '../../host-readers/debian/units';
import { everyHostText, nameOf, type HostText } from '../host-texts';
import { byHost, type HostReader } from '../reading';

/** All units and drop-ins of a host together, with the programs and scripts that they start. */
export const units: HostReader = (texts) =>
  hostByHost(texts, (those, view) => {
    const scripts = everyHostText().filter((other) => other.view === view && other.text.startsWith('#!'));
    const files = new Map([...scripts, ...those].map(({ path, text }) => [path, text]));
    return unitProblems(files, { programs: programsOf(view) });
  });

/** All files of a host for systemd-networkd and for udev. */
export const networkd: HostReader = (texts) =>
  hostByHost(texts, (those) => networkdProblems(new Map(those.map(({ path, text }) => [path, text]))));

async function hostByHost(
  texts: readonly HostText[],
  read: (those: readonly HostText[], view: HostView) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const those of byHost(texts)) {
    const [first] = those;
    if (first) problems.push(...(await read(those, first.view)).map((it) => `${nameOf(first)}: ${it}`));
  }
  return problems;
}

/** Programs that a system or its packages bring, and the Debian root does not have there. */
const elsewhere: { readonly [System in OperatingSystemFacts['name']]: readonly string[] } = {
  // https://github.com/flatcar/sysext-bakery: extension images hold /usr/bin/haproxy and /usr/bin/keepalived.
  flatcar: ['/usr/bin/haproxy', '/usr/bin/keepalived'],
  // https://packages.fedoraproject.org/pkgs/policycoreutils and rpm-ostree, both in the image.
  'fedora-coreos': ['/usr/bin/rpm-ostree', '/usr/sbin/setsebool'],
  debian: [],
  ubuntu: [],
};

function programsOf(view: HostView): readonly string[] {
  const installed = view
    .resourcesOf('package')
    .flatMap(({ spec: { source } }) => (source.kind === 'artifact' ? source.install.map(({ to }) => to) : []));
  return [...new Set([...installed, ...elsewhere[view.pool.spec.operatingSystem.name]])];
}
