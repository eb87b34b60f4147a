import { etcdCases } from './etcd-cases';
import { told } from './told';

test('etcd-backup-missing', () => {
  expect(told(etcdCases, 'etcd-backup-missing')).toMatchInlineSnapshot(`
    "error etcd-backup-missing
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) (control-1, control-2 and control-3) has no backup: what is deleted by mistake, or lost with the majority of hosts, is gone.
    fix Say where copies go: backup: EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } })."
  `);
});

test('etcd-flag-unknown', () => {
  expect(told(etcdCases, 'etcd-flag-unknown')).toMatchInlineSnapshot(`
    "error etcd-flag-unknown
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) runs etcd 3.7 with ETCD_EXPERIMENTAL_MEMORY_MLOCK: 3.7 has another name for it, and ignores this one.
    fix Use ETCD_MEMORY_MLOCK."
  `);
});

test('etcd-members-even', () => {
  expect(told(etcdCases, 'etcd-members-even')).toMatchInlineSnapshot(`
    "error etcd-members-even
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) has 4 members (control-1, control-2, control-3 and control-4). They survive the loss of 1, as 3 would, and need a larger majority.
    fix Use 3 or 5 hosts: hosts: control.take(3)."
  `);
});

test('etcd-members-few', () => {
  expect(told(etcdCases, 'etcd-members-few')).toMatchInlineSnapshot(`
    "error etcd-members-few
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) has one member, control-1. Without its host nothing in the cluster can be changed, and without its disk all is gone since the last backup.
    fix Use 3 hosts."
  `);
});

test('etcd-members-many', () => {
  expect(told(etcdCases, 'etcd-members-many')).toMatchInlineSnapshot(`
    "error etcd-members-many
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) has 9 members: every write waits for 5 of them.
    fix Use 5 or 7 hosts: hosts: control.take(5)."
  `);
});

test('etcd-one-zone', () => {
  expect(told(etcdCases, 'etcd-one-zone')).toMatchInlineSnapshot(`
    "error etcd-one-zone
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) has 2 of 3 members in the zone "a": without it there is no majority, and the cluster takes no writes.
    fix Spread its hosts over three zones, zones: ['a', 'b', 'c'], or say the zone of each by name: names: { 'control-1': { address, zone } }."
  `);
});

test('etcd-quota', () => {
  expect(told(etcdCases, 'etcd-quota')).toMatchInlineSnapshot(`
    "error etcd-quota
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) may grow to 2 GiB; the hosts of pool "control" have 2047 MiB of memory, and etcd keeps all of it there.
    fix Give the hosts more memory, or etcd a smaller quota."
  `);
});

test('etcd-timing', () => {
  expect(told(etcdCases, 'etcd-timing')).toMatchInlineSnapshot(`
    "error etcd-timing
    at  live/_hosts/etcd world.ts
    why "_hosts/etcd" (world.ts) beats every 100 ms and elects after 499 ms: etcd takes five beats or more, and 50000 ms at most.
    fix Write election: Duration.millis(1000), or leave it out."
  `);
});

test('etcd-token-reused', () => {
  expect(told(etcdCases, 'etcd-token-reused')).toMatchInlineSnapshot(`
    "error etcd-token-reused
    at  live/_hosts/leases etcd-cases.ts
    why "_hosts/etcd" (world.ts) and "_hosts/leases" (etcd-cases.ts) both have the token "live-etcd": a member that reaches the wrong cluster would be taken for its own.
    fix Leave token out: it is then made of the names of environment and cluster."
  `);
});

test('etcd-too-old', () => {
  expect(told(etcdCases, 'etcd-too-old')).toMatchInlineSnapshot(`
    "error etcd-too-old
    at  live/_hosts/own-1 world.ts
    why "_hosts/old" (world.ts) is Kubernetes 1.36, which takes etcd 3.5.24 and later; "_hosts/old" (world.ts) is 3.5.21.
    fix Take the newest release of its line into plinth.lock.json, or use a later line."
  `);
});

test('etcd-url-invalid', () => {
  expect(told(etcdCases, 'etcd-url-invalid')).toMatchInlineSnapshot(`
    "error etcd-url-invalid
    at  live/_hosts/own-1 world.ts
    why The member "old-1" of "_hosts/old" (world.ts) offers clients http://10.30.0.11:2379: whoever is on the way reads and changes everything.
    fix Offer https:// and the address of the host."
  `);
});
