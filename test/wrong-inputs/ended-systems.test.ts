import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/lab.ts', from, to }, 'lab');

const labs = (from: string, to: string, environment = 'lab'): Promise<string> =>
  newcomer.edits({ file: 'stacks/labs.ts', from, to }, environment);

test('Atomic Host', async () => {
  expect(await labs("OperatingSystem.fedoraCoreOs({ stream: 'stable' })", 'OperatingSystem.atomic()'))
    .toMatchInlineSnapshot(`
    "error  system-ended: a system is asked for that nobody maintains any more, or that Kubernetes no longer speaks to
      at    stacks/labs.ts:30
      why   Atomic Host was an operating system; it had its last release with Fedora 29, which ended in November 2019
            (https://docs.fedoraproject.org/en-US/fedora-coreos/migrate-ah/). Its successor is Fedora CoreOS.
      fix   Write OperatingSystem.fedoraCoreOs({ stream: 'stable' })."
  `);
});

test('Weave Net', async () => {
  expect(await lab("new Flannel(this, 'network', {", "Flannel.weave(this, 'network', {")).toMatchInlineSnapshot(`
    "error  system-ended: a system is asked for that nobody maintains any more, or that Kubernetes no longer speaks to
      at    stacks/lab.ts:82
      why   Weave Net was a network for containers; it had its last change in November 2022
            (https://github.com/weaveworks/weave). Its successor is flannel.
      fix   Write Flannel; where traffic between hosts must be encrypted, encrypt below it."
  `);
});

test('doozer', async () => {
  expect(
    await lab("new EtcdCluster(this, 'etcd', { hosts: this.control, version: '3.6', backup })", 'EtcdCluster.doozer()'),
  ).toMatchInlineSnapshot(`
    "error  system-ended: a system is asked for that nobody maintains any more, or that Kubernetes no longer speaks to
      at    stacks/lab.ts:81
      why   doozer was a store for coordination; it had its last change on 2013-12-28 with 0.8
            (https://github.com/ha/doozerd). Its successor is etcd.
      fix   Write EtcdCluster."
  `);
});

test('a release of Debian that Plinth does not know', async () => {
  expect(await labs("OperatingSystem.debian('13')", "OperatingSystem.debian('12')", 'bed')).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    stacks/labs.ts:81
      why   release is "12"; it may be "13".
      fix   Did you mean "13"?"
  `);
});

test('an operating system as a text', async () => {
  expect(await labs("OperatingSystem.debian('13')", "'debian'", 'bed')).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    bed/_hosts/control   stacks/lab.ts:66
      why   os is "debian", which is no OperatingSystem.
      fix   Write OperatingSystem.debian('13').

    error  choice-unknown: a property has a value that it cannot have
      at    bed/_hosts/worker    stacks/lab.ts:72
      why   os is "debian", which is no OperatingSystem.
      fix   Write OperatingSystem.debian('13')."
  `);
});
