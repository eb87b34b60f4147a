import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/lab.ts', from, to }, 'lab');

const labs = (from: string, to: string, environment = 'lab'): Promise<string> =>
  newcomer.edits({ file: 'stacks/labs.ts', from, to }, environment);

const platform = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to }, 'production');

test('four control hosts, each a member', async () => {
  expect(await lab('count: 3', 'count: 4')).toMatchInlineSnapshot(`
    "error  etcd-members-even: an etcd cluster needs an odd number of members
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) has 4 members (control-1, control-2, control-3 and control-4). They survive the
            loss of 1, as 3 would, and need a larger majority.
      fix   Use 3 or 5 hosts: hosts: control.take(3)."
  `);
});

test('all members in one zone', async () => {
  expect(await labs("zones: ['nova-a', 'nova-b', 'nova-c']", "zones: ['nova-a']")).toMatchInlineSnapshot(`
    "error  etcd-one-zone: the loss of one zone takes the majority of an etcd cluster
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) has 3 of 3 members in the zone "nova-a": without it there is no majority, and
            the cluster takes no writes.
      fix   Spread its hosts over three zones, zones: ['a', 'b', 'c'], or say the zone of each by name: names: {
            'control-1': { address, zone } }."
  `);
});

test('one control host in production', async () => {
  expect(await platform('count: 3, firstAddress: `${network}.11`', 'count: 1, firstAddress: `${network}.11`'))
    .toMatchInlineSnapshot(`
    "error  etcd-members-few: an etcd cluster of production does not survive the loss of a host
      at    production/_hosts/etcd   stacks/platform.ts:44
      why   "_hosts/etcd" (stacks/platform.ts:44) has one member, control-1. Without its host nothing in the cluster can be
            changed, and without its disk all is gone since the last backup.
      fix   Use 3 hosts."
  `);
});

test("flannel's leases in the etcd of Kubernetes", async () => {
  expect(
    await lab(
      "...(props.flannel === 'etcd' && { datastore: this.#leases() }),",
      'datastore: FlannelDatastore.etcd(etcd),',
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-shared: every host could read all secrets of the cluster from etcd
      at    lab/_hosts/network   stacks/lab.ts:82
      why   Flannel "_hosts/network" (stacks/lab.ts:82) keeps its leases in "_hosts/etcd" (stacks/lab.ts:81), as Kubernetes
            keeps all of its data. Each host has a certificate for it, and with that reads and writes every Secret.
      fix   Give flannel an EtcdCluster of its own, or use FlannelDatastore.kubernetes()."
  `);
});

test("flannel's leases in members beside those of Kubernetes", async () => {
  expect(
    await lab(
      "...(props.flannel === 'etcd' && { datastore: this.#leases() }),",
      "datastore: FlannelDatastore.etcd(new EtcdCluster(this, 'leases', { hosts: this.control, version: '3.6' })),",
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-host-taken: two etcd clusters are on one host
      at    lab/_hosts/leases   stacks/lab.ts:85
      why   The host "control-1" has a member of "etcd" already: both would listen on 2379, and wait for one disk.
      fix   Put it on other hosts."
  `);
});

test('a quota larger than the memory of the hosts', async () => {
  expect(
    await lab(
      `version: '3.6', backup });
    const network`,
      `version: '3.6', backup, quota: Size.gibibytes(12) });
    const network`,
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-backup-invalid: etcd cannot be backed up as it is described
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   The data may grow to 12 GiB, and one upload to an object store holds 5 GiB.
      fix   Write quota: Size.gibibytes(5) or less, or send copies by ssh.

    error  etcd-quota: the quota of etcd is more than it handles, or than its host has memory
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) may grow to 12 GiB; etcd suggests 8 GiB at most.
      fix   Write quota: Size.gibibytes(8) or less.

    error  etcd-quota: the quota of etcd is more than it handles, or than its host has memory
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) may grow to 12 GiB; the hosts of pool "control" have 8 GiB of memory, and etcd
            keeps all of it there.
      fix   Give the hosts more memory, or etcd a smaller quota."
  `);
});

test('a variable that 3.7 no longer knows', async () => {
  expect(
    await lab(
      "hosts: this.control, version: '3.6', backup });",
      "hosts: this.control, version: '3.7', backup }).setVariable('ETCD_EXPERIMENTAL_COMPACTION_BATCH_LIMIT', '1000', { reason: 'Compaction is slow.' });",
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-flag-unknown: etcd of this line does not know a setting, or ignores all settings beside it
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) runs etcd 3.7 with ETCD_EXPERIMENTAL_COMPACTION_BATCH_LIMIT: 3.7 has another
            name for it, and ignores this one.
      fix   Use ETCD_COMPACTION_BATCH_LIMIT."
  `);
});

test('copies that go to a member', async () => {
  expect(await labs("backup: { kind: 'ssh', host: mirror,", "backup: { kind: 'ssh', host: '10.88.0.12',", 'bed'))
    .toMatchInlineSnapshot(`
    "error  etcd-backup-invalid: etcd cannot be backed up as it is described
      at    bed/_hosts/etcd     stacks/lab.ts:81
      why   Copies go to "10.88.0.12", which is the member "control-2": with the host its copies are gone.
      fix   Send them to a host that is none of the cluster."
  `);
});

test('no copies in production', async () => {
  expect(
    await platform(
      `      backup: EtcdBackup.hourly({ to: backup, keep: 48 }),
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-backup-missing: an etcd cluster of production has no copy outside of its hosts
      at    production/_hosts/etcd   stacks/platform.ts:44
      why   "_hosts/etcd" (stacks/platform.ts:44) (control-1, control-2 and control-3) has no backup: what is deleted by
            mistake, or lost with the majority of hosts, is gone.
      fix   Say where copies go: backup: EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' }
            })."
  `);
});

test('a destination that stands for the properties', async () => {
  expect(await lab('EtcdBackup.daily({ to: props.backup })', 'EtcdBackup.daily(props.backup)')).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    stacks/lab.ts:80
      why   to is undefined, which is no place where copies go.
      fix   Write EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } })."
  `);
});

test('a version that is not out yet', async () => {
  expect(await lab("hosts: this.control, version: '3.6'", "hosts: this.control, version: '3.8'"))
    .toMatchInlineSnapshot(`
    "error  etcd-version: an etcd cluster has a version that Plinth does not know
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   version is "3.8"; this Plinth knows the lines 3.5, 3.6, 3.7.
      fix   Write version: "3.6"."
  `);
});

test('a release for a version', async () => {
  expect(await lab("hosts: this.control, version: '3.6'", "hosts: this.control, version: '3.6.14'"))
    .toMatchInlineSnapshot(`
    "error  etcd-version: an etcd cluster has a version that Plinth does not know
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   version is "3.6.14"; this Plinth knows the lines 3.5, 3.6, 3.7.
      fix   Write the line alone, "3.6"; its release is the lock file's."
  `);
});

test('a retired control host whose zone another one takes', async () => {
  expect(await lab('count: 3,', "count: 3, retired: ['control-2'],")).toMatchInlineSnapshot(`
    "error  etcd-one-zone: the loss of one zone takes the majority of an etcd cluster
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   "_hosts/etcd" (stacks/lab.ts:81) has 2 of 3 members in the zone "nova-a": without it there is no majority, and
            the cluster takes no writes.
      fix   Spread its hosts over three zones, zones: ['a', 'b', 'c'], or say the zone of each by name: names: {
            'control-1': { address, zone } }."
  `);
});

test('no etcd for the cluster on the hosts of one', async () => {
  expect(
    await lab(
      `      etcd,
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  etcd-host-taken: two etcd clusters are on one host
      at    stacks/lab.ts:87
      why   The host "control-1" has a member of "etcd" already; without etcd the cluster gets one of its own on each
            control host: both would listen on 2379, and wait for one disk.
      fix   Pass the EtcdCluster "etcd": etcd."
  `);
});
