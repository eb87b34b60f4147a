// What a cluster brings on demand: volumes made for claims, metrics and pods by their load, a gateway by which the world comes in.
import { join } from 'node:path';
import { fieldAt, itemsAt, numberAt, textAt } from '../../../lib/core';
import { requiredFiles } from '../../api/definitions';
import type { BedAccess } from '../claims/access';
import { jsonOf, kubectlGet, printed, probe } from '../claims/ask';
import { entrances } from '../claims/guestbook';
import { outsider } from '../claims/sources';
import { leftovers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import type { Said } from '../lab/control-node';
import { LabBed } from '../lab/lab-bed';
import { busyHost } from '../program/variants';
import { load } from './load';

const minutes = 60_000;
const guestbookHost = 'guestbook.bed.example.com';

let lab: LabBed;
let bed: BedAccess;
let first: Said;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'variants', variant: 'add-ons' });
  console.log(`Everything of this bed is in ${lab.folder}`);
  bed = accessTo(lab);
  await lab.giveSecrets();
  const started = performance.now();
  first = await lab.control.apply();
  measured('the first apply stops for want of definitions', started);
}, 20 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('variants')).toEqual([]);
}, 5 * minutes);

function measured(what: string, since: number): void {
  console.log(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
}

test('apply stops before objects of kinds that the cluster does not know, and says how they are brought', () => {
  expect(first.status).not.toBe(0);
  expect(first.err + first.out).toContain(
    'the cluster does not know backendtlspolicies.gateway.networking.k8s.io gatewayclasses.gateway.networking.k8s.io',
  );
  expect(first.err + first.out).toContain('dist/bed/manifests/_cluster/required.txt says where the definitions are');
});

test(
  'with them, apply goes on where it stopped',
  async () => {
    for (const file of await requiredFiles(join(lab.workplace.folder, 'dist/bed/manifests/_cluster'))) {
      await lab.control.kubectl('apply', '--server-side', '--filename', file);
    }
    const started = performance.now();
    const { status, err } = await lab.control.apply();
    measured('the second apply ends', started);
    expect({ status, err: err.slice(-4000) }).toMatchObject({ status: 0 });
  },
  20 * minutes,
);

test(
  'claims are bound to folders that local-path-provisioner made in the volumes of hosts',
  async () => {
    const claims = itemsAt(await kubectlGet(bed, ['persistentvolumeclaims', '--all-namespaces']), 'items');
    expect(
      claims.map((claim) => [textAt(claim, 'status', 'phase'), textAt(claim, 'spec', 'storageClassName')]),
    ).toEqual(claims.map(() => ['Bound', 'local-path']));
    expect(claims).toHaveLength(3);
    const volumes = itemsAt(await kubectlGet(bed, ['persistentvolumes']), 'items');
    expect(volumes).toHaveLength(3);
    for (const volume of volumes) {
      const terms = itemsAt(fieldAt(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'));
      const [host = ''] = terms
        .flatMap((term) => itemsAt(term, 'matchExpressions'))
        .flatMap((one) => {
          return itemsAt(one, 'values').flatMap((value) => (typeof value === 'string' ? [value] : []));
        });
      const path = textAt(volume, 'spec', 'local', 'path') ?? textAt(volume, 'spec', 'hostPath', 'path') ?? '';
      expect(path).toMatch(/^\/var\/lib\/plinth\/volumes\/(database|cache)\/pvc-/);
      const listed = await bed.on(host, ['find', path, '-mindepth', '1', '-maxdepth', '1']);
      expect({ host, code: listed.code, isEmpty: listed.stdout === '' }).toEqual({ host, code: 0, isEmpty: false });
    }
  },
  2 * minutes,
);

describe('the gateway', () => {
  async function answerOf(address: string, host: string, method: string, path: string, body?: string): Promise<string> {
    const words = [method, `http://${address}${path}`, host, ...(body === undefined ? [] : [body])];
    const from = outsider(bed);
    const answer = jsonOf(printed(`from ${from.name}`, ['request'], await from.run(probe('request', ...words))));
    return String(numberAt(answer, 'status') ?? textAt(answer, 'error'));
  }

  test(
    'leads a name that is exposed to its service, by every entrance',
    async () => {
      const doors = entrances(bed);
      expect(doors).toHaveLength(4);
      for (const door of doors) {
        await waitUntil(`the guestbook writes by ${door}`, { timeoutMilliseconds: 3 * minutes }, async () =>
          (await answerOf(door, guestbookHost, 'POST', '/entries', `by ${door}`)) === '201' ? true : undefined,
        );
        expect(await answerOf(door, busyHost, 'GET', '/healthz')).toBe('200');
      }
    },
    10 * minutes,
  );

  test(
    'answers for no other name',
    async () => {
      for (const door of entrances(bed)) expect(await answerOf(door, 'nobody.example.com', 'GET', '/')).toBe('404');
    },
    minutes,
  );

  test(
    'tells by its routes that it has taken them',
    async () => {
      const routes = itemsAt(await kubectlGet(bed, ['httproutes', '--all-namespaces']), 'items');
      const taken = routes.map((route) => {
        const conditions = itemsAt(route, 'status', 'parents').flatMap((parent) => itemsAt(parent, 'conditions'));
        return conditions
          .filter((one) => textAt(one, 'status') === 'True')
          .map((one) => textAt(one, 'type'))
          .sort();
      });
      expect(taken).toEqual([
        ['Accepted', 'ResolvedRefs'],
        ['Accepted', 'ResolvedRefs'],
      ]);
    },
    minutes,
  );
});

test(
  'pods become more under load, by what metrics-server measures',
  async () => {
    await waitUntil(
      'the autoscaler knows the load',
      { timeoutMilliseconds: 5 * minutes, everyMilliseconds: 1000 },
      async () => {
        const scaler = await kubectlGet(bed, ['hpa', 'busy', '--namespace', 'load']);
        const [metric] = itemsAt(scaler, 'status', 'currentMetrics');
        return numberAt(metric, 'resource', 'current', 'averageUtilization') === undefined ? undefined : true;
      },
    );
    expect(await replicas()).toBe(1);
    const started = performance.now();
    const [door = ''] = entrances(bed);
    const stop = load(lab, `http://${door}/healthz`, busyHost);
    try {
      await waitUntil(
        'three pods are ready',
        { timeoutMilliseconds: 10 * minutes, everyMilliseconds: 1000 },
        async () => ((await replicas()) === 3 ? true : undefined),
      );
      measured('from one pod to three that are ready under load', started);
    } finally {
      await stop();
    }
  },
  20 * minutes,
);

/** Pods of the busy service that are ready. */
async function replicas(): Promise<number | undefined> {
  return numberAt(await kubectlGet(bed, ['deployment', 'busy', '--namespace', 'load']), 'status', 'readyReplicas');
}
