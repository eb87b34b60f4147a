import { endedSystem, OperatingSystem, refuseEnded, type EndedName } from '../../../lib/constructs/hosts';
import { PlinthError } from '../../../lib/core';

const names: readonly EndedName[] = [
  ...(['atomic', 'coreOsContainerLinux', 'rancherOs', 'boot2docker'] as const),
  ...(['rkt', 'docker', 'weave', 'pipework', 'socketPlane', 'mesos', 'fleet', 'swarm', 'doozer'] as const),
];

function messageOf(refused: () => never): string {
  try {
    return refused();
  } catch (error) {
    if (error instanceof PlinthError) return error.message;
    throw error;
  }
}

test.each([
  ['atomic', () => OperatingSystem.atomic()],
  ['coreOsContainerLinux', () => OperatingSystem.coreOsContainerLinux()],
  ['rancherOs', () => OperatingSystem.rancherOs()],
  ['boot2docker', () => OperatingSystem.boot2docker()],
] as const)('OperatingSystem.%s() is refused by what became of it', (name, refused) => {
  const message = messageOf(refused);

  expect(message).toBe(messageOf(() => refuseEnded(name)));
});

test('a refusal names the end, the successor and what to write', () => {
  const message = messageOf(() => OperatingSystem.coreOsContainerLinux());

  expect(message).toMatchInlineSnapshot(`
    "system-ended: a system is asked for that nobody maintains any more, or that Kubernetes no longer speaks to
      why  CoreOS Container Linux was an operating system; it had its last update on 2020-05-26 (https://www.flatcar.org/docs/latest/migrating-from-coreos/). Its successor is Flatcar, which takes its place without a change, or Fedora CoreOS.
      fix  Write OperatingSystem.flatcar({ channel: 'stable' })."
  `);
});

test.each(names)('the end of %s has a year and a source, and there is something to write instead', (name) => {
  const { ended, source, write } = endedSystem(name);

  expect(ended).toMatch(name === 'docker' ? /1\.24/ : /20\d\d/);
  expect(source).toMatch(/^https:\/\//);
  expect(write).toMatch(/\.$/);
});
