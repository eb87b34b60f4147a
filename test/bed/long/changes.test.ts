// What runs is changed by changing the program: an image, a service more, a service less; and nothing else moves.
import type { BedAccess } from '../claims/access';
import { kubectl, kubectlGet } from '../claims/ask';
import { differences, type Snapshot } from '../claims/snapshot';
import { bedSnapshot } from '../claims/untouched';
import { fieldAt, itemsAt, textAt } from '../../../lib/core';
import type { Plan } from '../../../lib/plan';
import { leftovers, waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import type { Said } from '../lab/control-node';
import { journalOf } from '../lab/journal';
import { LabBed } from '../lab/lab-bed';
import { statusOf } from '../lab/status';
import { courseOf, courseText, type Course } from './attempts';
import { changeProgram, planOf } from './program-changes';
import { guestbookTraffic } from './traffic';

const minutes = 60_000;

let lab: LabBed;
let bed: BedAccess;

beforeAll(async () => {
  lab = await LabBed.start({ name: 'changes', say: (line) => process.stderr.write(`${line}\n`) });
  bed = accessTo(lab);
  await lab.giveSecrets();
  const { status, err } = await lab.control.apply();
  if (status !== 0) throw new Error(`The first install ended with ${String(status)}: ${err.slice(-4000)}`);
  console.log(`installed; everything of it is in ${lab.folder}`);
  // Somebody else's: one of them looks like Plinth's own.
  await kubectl(bed, ['--namespace=guests', 'create', 'configmap', 'theirs', '--from-literal=kept=yes']);
  await kubectl(bed, ['--namespace=guests', 'create', 'configmap', 'tally-theirs', '--from-literal=kept=yes']);
  const labels = ['app.kubernetes.io/managed-by=plinth', 'app.kubernetes.io/part-of=guests'];
  await kubectl(bed, ['--namespace=guests', 'label', 'configmap', 'tally-theirs', ...labels]);
}, 60 * minutes);

afterAll(async () => {
  await lab.end();
  expect(leftovers('changes')).toEqual([]);
}, 2 * minutes);

describe('a newer image', () => {
  let before: Snapshot;
  let plan: Plan;
  let applied: Said;
  let course: Course;

  beforeAll(async () => {
    before = await settled(bed);
    bed = await changeProgram(lab, ['newer-guestbook']);
    plan = await planOf(lab);
    const traffic = guestbookTraffic(lab, 'newer');
    const began = performance.now();
    applied = await lab.control.apply();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    // The old pod goes on for a while after the new one is ready.
    await onePod(bed, 'guestbook');
    course = courseOf(await traffic.stop());
    console.log(`a newer image: apply took ${seconds} s; meanwhile ${courseText(course)}`);
  }, 15 * minutes);

  test('is planned with the steps of its service, and no others', () => {
    expect(shortly(plan)).toEqual([
      'cluster/kubeconfig none',
      'record/intent none',
      'guests/guestbook/apply rolling-restart',
      'guests/guestbook/ready none',
      'record/deployed none',
    ]);
  });

  test('is carried out as it was planned', () => {
    expect({ status: applied.status, err: applied.err.slice(-4000) }).toMatchObject({ status: 0 });
    expect(journalOf(lab.control).map(({ step }) => step)).toEqual(plan.steps.map(({ id }) => id));
  });

  test(
    'runs',
    async () => {
      const pod = await onePod(bed, 'guestbook');
      expect(pod.image).toBe('registry.example.com/lab/guestbook:1.0.1');
    },
    5 * minutes,
  );

  test(
    'moves its pods, and nothing else',
    async () => {
      expect(shapeOf(differences(before, await settled(bed)))).toEqual([
        'object apps/v1 Deployment guests/guestbook: generation, digest',
        'pod guests/guestbook-*: is gone',
        'pod guests/guestbook-*: is new',
      ]);
    },
    5 * minutes,
  );

  test('interrupts nobody', () => {
    expect(course).toMatchObject({ failures: {} });
    expect(course.attempts).toBeGreaterThan(20);
  });
});

describe('a service more', () => {
  let before: Snapshot;
  let plan: Plan;
  let applied: Said;

  beforeAll(async () => {
    before = await settled(bed);
    bed = await changeProgram(lab, ['newer-guestbook', 'notes']);
    plan = await planOf(lab);
    applied = await lab.control.apply();
  }, 15 * minutes);

  test('is planned with its own steps', () => {
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'cluster/kubeconfig',
      'record/intent',
      'guests/secrets',
      'guests/tally/apply',
      'guests/tally/ready',
      'guests/notes/apply',
      'guests/notes/ready',
      'record/deployed',
    ]);
    expect({ status: applied.status, err: applied.err.slice(-4000) }).toMatchObject({ status: 0 });
  });

  test(
    'comes beside the others, and moves none of them',
    async () => {
      const moved = differences(before, await settled(bed));
      expect(moved.filter((one) => !ownOnes.test(one))).toEqual([]);
      expect(moved.length).toBeGreaterThan(10);
    },
    5 * minutes,
  );

  // A volume that was free notes whose it is.
  const ownOnes =
    /^((object \S+ \w+ guests|pod guests)\/(notes|tally)\S*: is new|object v1 PersistentVolume worker-\d-cache: digest [^;]*)$/;
});

describe('a change of what runs on hosts', () => {
  test(
    'is refused, with what would change, and nothing is done',
    async () => {
      const before = await settled(bed);
      await changeProgram(lab, ['newer-guestbook', 'exposed-notes']);

      const planned = await lab.control.plinth(['plan', 'bed', ...lab.control.reach]);
      const applied = await lab.control.apply();

      expect(planned.status).toBe(2);
      expect(planned.err).toContain('change-unplanned');
      expect(planned.err).toContain('control:/etc/haproxy-ingress/haproxy.cfg');
      // No plan is there any more that leads to what was declared before: apply plans anew.
      expect(applied.status).toBe(2);
      expect(applied.err).toContain('change-unplanned');
      expect(differences(before, await settled(bed))).toEqual([]);
    },
    10 * minutes,
  );
});

describe('a service less', () => {
  let before: Snapshot;
  let plan: Plan;
  let applied: Said;

  beforeAll(async () => {
    const next = await changeProgram(lab, ['newer-guestbook', 'tally']);
    before = await settled(next);
    bed = next;
    plan = await planOf(lab);
    applied = await lab.control.apply();
  }, 15 * minutes);

  test('is planned as a removal of its own objects, which needs no agreement: nothing is lost', () => {
    expect(removedBy(plan)).toEqual([
      'Deployment notes',
      'NetworkPolicy notes',
      'NetworkPolicy tally',
      'Service notes',
      'ServiceAccount notes',
    ]);
    expect(plan.steps.filter(({ approval }) => approval !== undefined)).toEqual([]);
  });

  test(
    'is removed, and nothing else moves',
    async () => {
      expect({ status: applied.status, err: applied.err.slice(-4000) }).toMatchObject({ status: 0 });
      expect(shapeOf(differences(before, await settled(bed)))).toEqual(['pod guests/notes-*: is gone']);
      expect(await namesIn(bed, 'deployments,services,serviceaccounts,networkpolicies')).not.toContain('notes');
    },
    5 * minutes,
  );
});

describe('a store less', () => {
  let before: Snapshot;
  let plan: Plan;

  beforeAll(async () => {
    const next = await changeProgram(lab, ['newer-guestbook']);
    before = await settled(next);
    bed = next;
    plan = await planOf(lab);
  }, 10 * minutes);

  test('is planned as a removal that somebody must agree to', () => {
    expect(removedBy(plan)).toEqual([
      'ConfigMap tally-config',
      'Secret tally-redis',
      'Service tally',
      'ServiceAccount tally',
      'StatefulSet tally',
    ]);
    const [step, ...others] = plan.steps.filter(({ approval }) => approval !== undefined);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ id: 'cluster/prune', impact: 'destroys-data' });
    expect(step?.approval).toContain('Secret tally-redis');
  });

  test(
    'stays where nobody agrees',
    async () => {
      const { status, err } = await lab.control.plinth(lab.control.applyWords().filter((word) => word !== '--yes'));

      expect({ status, err: err.slice(-2000) }).toMatchObject({ status: 1 });
      expect(err).toContain('cluster/prune: ');
      expect(err).toContain('nobody is there to agree');
      expect(await namesIn(bed, 'secrets')).toContain('tally-redis');
      expect(differences(before, await settled(bed))).toEqual([]);
    },
    5 * minutes,
  );

  test(
    'goes where somebody agrees; its volume, and what others made, stay',
    async () => {
      const { status, err } = await lab.control.apply();

      expect({ status, err: err.slice(-4000) }).toMatchObject({ status: 0 });
      expect(shapeOf(differences(before, await settled(bed)))).toEqual(['pod guests/tally-*: is gone']);
      expect(await namesIn(bed, 'statefulsets,services,serviceaccounts,secrets')).not.toContain('tally');
      expect(await namesIn(bed, 'secrets')).not.toContain('tally-redis');
      expect(await namesIn(bed, 'persistentvolumeclaims')).toContain('data-tally-0');
      expect(await namesIn(bed, 'configmaps')).toEqual(expect.arrayContaining(['theirs', 'tally-theirs']));
    },
    10 * minutes,
  );

  test(
    'leaves an environment in which nothing is left to do',
    async () => {
      expect((await statusOf(lab.control)).drift).toEqual([]);
      await planOf(lab);
      const { status } = await lab.control.apply();
      expect(status).toBe(0);
      expect(journalOf(lab.control).filter(({ result }) => result !== 'satisfied')).toEqual([]);
    },
    10 * minutes,
  );
});

/** What a bed looks like when no pod is on its way in or out. */
async function settled(access: BedAccess): Promise<Snapshot> {
  await waitUntil('no pod ends or begins', { timeoutMilliseconds: 2 * minutes, everyMilliseconds: 1000 }, async () => {
    const pods = itemsAt(await kubectlGet(access, ['pods', '--all-namespaces']), 'items');
    const moving = pods.filter((pod) => fieldAt(pod, 'metadata', 'deletionTimestamp') !== undefined || !isReady(pod));
    return moving.length === 0 ? true : undefined;
  });
  return bedSnapshot(access);
}

function isReady(pod: Parameters<typeof itemsAt>[0]): boolean {
  return itemsAt(pod, 'status', 'conditions').some(
    (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
  );
}

/** Waits until a service has one pod alone, and says what it runs. */
async function onePod(access: BedAccess, name: string): Promise<{ readonly name: string; readonly image: string }> {
  const which = ['pods', '--namespace=guests', `--selector=app.kubernetes.io/name=${name}`];
  return waitUntil(`${name} has one pod`, { timeoutMilliseconds: 2 * minutes, everyMilliseconds: 1000 }, async () => {
    const [pod, second] = itemsAt(await kubectlGet(access, which), 'items');
    if (pod === undefined || second !== undefined) return undefined;
    const [container] = itemsAt(pod, 'spec', 'containers');
    return { name: textAt(pod, 'metadata', 'name') ?? '', image: textAt(container, 'image') ?? '' };
  });
}

function shortly({ steps }: Plan): readonly string[] {
  return steps.map(({ id, impact }) => `${id} ${impact}`);
}

/** What a plan removes: kinds and names, sorted. */
function removedBy({ steps }: Plan): readonly string[] {
  const actions = steps.flatMap((step) => step.actions);
  return actions
    .flatMap((action) => (action.kind === 'delete-objects' ? action.objects : []))
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();
}

/** Differences without what is another each time: ends of names of pods, and values. */
function shapeOf(moved: readonly string[]): readonly string[] {
  return moved
    .map((one) => one.replace(/^(pod [\w-]+\/[a-z]+)-\S+:/, '$1-*:'))
    .map((one) => {
      const [thing, what] = [one.slice(0, one.indexOf(': ')), one.slice(one.indexOf(': ') + 2)];
      const fields = what.split('; ').map((field) => field.replace(/ was .*/, ''));
      return `${thing}: ${fields.join(', ')}`;
    })
    .sort();
}

async function namesIn(access: BedAccess, kinds: string): Promise<readonly string[]> {
  const items = itemsAt(await kubectlGet(access, [kinds, '--namespace=guests']), 'items');
  return items.map((one) => textAt(one, 'metadata', 'name') ?? '');
}
