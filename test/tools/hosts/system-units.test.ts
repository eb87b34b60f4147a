import { hostViews } from '../../../lib/assembly';
import { inDebianRoot } from '../host-readers/debian/root';
import { everyEnvironment } from './environments';

jest.setTimeout(600_000);

/** Units without a text of ours: what is to become of those that a system brings. By their names it must know them. */
const all = everyEnvironment().flatMap(({ assembly }) =>
  hostViews(assembly).flatMap((view) =>
    view
      .resourcesOf('unit')
      .flatMap(({ spec: { name, body, state } }) =>
        body === undefined ? [`${view.pool.spec.operatingSystem.name} ${state} ${name}`] : [],
      ),
  ),
);

test('units of the systems, all of which are read as names only', () => {
  expect([...new Set(all)].sort()).toMatchInlineSnapshot(`
    [
      "debian enabled chrony.service",
      "debian enabled keepalived.service",
      "debian masked firewalld.service",
      "debian masked haproxy.service",
      "debian masked nftables.service",
      "debian masked swap.target",
      "debian masked ufw.service",
      "fedora-coreos enabled chronyd.service",
      "fedora-coreos masked firewalld.service",
      "fedora-coreos masked nftables.service",
      "fedora-coreos masked nm-cloud-setup.service",
      "fedora-coreos masked nm-cloud-setup.timer",
      "fedora-coreos masked swap.target",
      "fedora-coreos masked ufw.service",
      "flatcar enabled keepalived.service",
      "flatcar enabled systemd-timesyncd.service",
      "flatcar masked firewalld.service",
      "flatcar masked haproxy.service",
      "flatcar masked locksmithd.service",
      "flatcar masked nftables.service",
      "flatcar masked swap.target",
      "flatcar masked ufw.service",
      "ubuntu enabled chrony.service",
      "ubuntu enabled keepalived.service",
      "ubuntu masked firewalld.service",
      "ubuntu masked haproxy.service",
      "ubuntu masked nftables.service",
      "ubuntu masked swap.target",
      "ubuntu masked ufw.service",
    ]
  `);
});

test('what is enabled on Debian is there as its packages call it', async () => {
  const names = [...new Set(all)].flatMap((line) => /^debian enabled (\S+)$/.exec(line)?.[1] ?? []);
  expect(names).not.toEqual([]);
  const outcomes = await inDebianRoot(
    [],
    names.map((name) => ({ args: ['systemctl', '--root=/', 'is-enabled', name] })),
  );
  expect(names.filter((_, index) => outcomes[index]?.stdout.includes('not-found') !== false)).toEqual([]);
});
