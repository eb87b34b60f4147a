import { autoscaler, claim, found, mounted, workload } from '../assembly-of';

test('a Deployment with several pods', () => {
  const objects = [workload('shop/cart', { pod: mounted('data') }), claim('shop/data')];
  expect(found('volume-shared', objects)).toMatchInlineSnapshot(`
    "error volume-shared
    at  live/shop/cart stacks/shop.ts:30
    why PersistentVolumeClaim "shop/data" (stacks/shop.ts:40) in "shop" has ReadWriteOnce, so one node can mount it at a time; it is used by Deployment "shop/cart" (stacks/shop.ts:30), which has 2 pods. Pods on other nodes would wait for ever.
    fix Run one pod, scale: Scale.fixed(1); use a StatefulSet, which makes a claim for each pod; or give "data" the mode ReadWriteMany on a storage class that has it: Volume.persistent(size, { access: 'ReadWriteMany' })."
  `);
});

test('a Deployment that an autoscaler makes larger', () => {
  const cart = workload('shop/cart', { spec: { replicas: undefined }, pod: mounted('data') });
  const objects = [cart, claim('shop/data'), autoscaler('shop/cart', { minReplicas: 1 })];
  expect(found('volume-shared', objects)).toContain('which has up to 10 pods');
});

test('two workloads', () => {
  const objects = [
    workload('shop/cart', { spec: { replicas: 1 }, pod: mounted('data') }),
    workload('shop/backup', { kind: 'CronJob', pod: mounted('data') }),
    claim('shop/data', { accessModes: ['ReadWriteOncePod'] }),
  ];
  expect(found('volume-shared', objects)).toMatchInlineSnapshot(`
    "error volume-shared
    at  live/shop/cart stacks/shop.ts:30
    why PersistentVolumeClaim "shop/data" (stacks/shop.ts:50) in "shop" has ReadWriteOncePod, so one pod can mount it at a time; it is used by Deployment "shop/cart" (stacks/shop.ts:30), and by CronJob "shop/backup" (stacks/shop.ts:40). Pods on other nodes would wait for ever.
    fix Run one pod, scale: Scale.fixed(1); use a StatefulSet, which makes a claim for each pod; or give "data" the mode ReadWriteMany on a storage class that has it: Volume.persistent(size, { access: 'ReadWriteMany' })."
  `);
});

test('a pod on every node', () => {
  const objects = [workload('shop/agent', { kind: 'DaemonSet', pod: mounted('data') }), claim('shop/data')];
  expect(found('volume-shared', objects)).toContain('a pod on every node');
});

test('a single pod, and claims that several can mount', () => {
  const one = workload('shop/cart', { spec: { replicas: 1 }, pod: mounted('data') });
  expect(found('volume-shared', [one, claim('shop/data')])).toBe('');
  const many = workload('shop/cart', { pod: mounted('data') });
  expect(found('volume-shared', [many, claim('shop/data', { accessModes: ['ReadWriteMany'] })])).toBe('');
  expect(found('volume-shared', [many, claim('till/data')])).toBe('');
});
