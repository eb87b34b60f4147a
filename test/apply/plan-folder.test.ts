import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planOffline, readPlan, writePlan, type Renderer } from '../../lib/apply';
import type { Assembly } from '../../lib/assembly';
import { without } from '../plan/committed';
import { bed, staging } from './environments';

const render: Renderer = ({ steps }) =>
  new Map([
    ['site.yml', '- hosts: all\n'],
    ...steps.map(({ id, title }) => [`steps/${id}.sh`, `# ${title}\n`] as const),
  ]);

let build: string;
beforeEach(() => (build = mkdtempSync(join(tmpdir(), 'plinth-plan-'))));
afterEach(() => {
  rmSync(build, { recursive: true });
});

function written(to: Assembly, from?: Assembly): ReturnType<typeof writePlan> {
  const { plan, inputs } = planOffline(to, from);
  return writePlan(build, plan, inputs, { markdown: '# plan\n', ansible: render(plan, to) });
}

function change(file: string, from: string | RegExp, to: string): void {
  const place = join(build, file);
  const before = readFileSync(place, 'utf8');
  expect(before).toMatch(from);
  writeFileSync(place, before.replace(from, to));
}

test('what was written is read back', () => {
  const { plan, digest } = written(bed());

  const read = readPlan(build, bed(), render);

  expect(read.plan).toEqual(plan);
  expect(read.digest).toBe(digest);
  expect(readFileSync(join(build, 'plan.md'), 'utf8')).toBe('# plan\n');
});

test('a plan between two folders is read back, too: whoever carries it out proves where it starts', () => {
  const before = without(staging(), ({ owner }) => owner === 'boutique/loadgenerator');
  const { plan } = written(staging(), before);

  expect(plan.steps.length).toBeGreaterThan(0);
  expect(readPlan(build, staging(), render).plan).toEqual(plan);
});

test('between two that are the same there is nothing to carry out', () => {
  expect(planOffline(bed(), bed()).plan.steps).toEqual([]);
  expect(planOffline(bed()).plan.steps).not.toEqual([]);
});

test('a plan takes the place of an earlier one, with all its files', () => {
  written(bed());
  written(staging());

  expect(() => readPlan(build, staging(), render)).not.toThrow();
});

test('what Python leaves beside the files that it has read is no change', () => {
  written(bed());
  mkdirSync(join(build, 'ansible/callback_plugins/__pycache__'), { recursive: true });
  writeFileSync(join(build, 'ansible/callback_plugins/__pycache__/x.pyc'), 'x');

  expect(() => readPlan(build, bed(), render)).not.toThrow();
});

test.each<[string, () => void]>([
  [
    'plan.json differs from the plan that is made from the same',
    () => {
      change('plan.json', '"timeoutSeconds": 60', '"timeoutSeconds": 61');
    },
  ],
  [
    'plan.json is no plan',
    () => {
      change('plan.json', '{', '[');
    },
  ],
  [
    'plan.json is a plan of another Plinth, or for another environment',
    () => {
      change('plan.json', '"schema": 1', '"schema": 2');
    },
  ],
  [
    'plan.json starts from 01234567, and plan-inputs.json does not',
    () => {
      change('plan.json', '"kind"', '"from": "0123456789", "kind"');
    },
  ],
  [
    'plan-inputs.json, from which the plan was made, is missing or damaged',
    () => {
      rmSync(join(build, 'plan-inputs.json'));
    },
  ],
  [
    'ansible/steps/etcd/control-1/start.sh is not what is rendered of the plan',
    () => {
      change('ansible/steps/etcd/control-1/start.sh', '#', 'rm -rf / #');
    },
  ],
  [
    'ansible/site.yml and 1 more is not what is rendered of the plan',
    () => {
      change('ansible/site.yml', 'all', 'none');
      change('ansible/steps/etcd/control-1/start.sh', '#', ':');
    },
  ],
  [
    'ansible/steps/etcd/control-1/start.sh is not what is rendered of the plan',
    () => {
      rmSync(join(build, 'ansible/steps/etcd/control-1/start.sh'));
    },
  ],
  [
    'ansible/group_vars/all.yml is not what is rendered of the plan',
    () => {
      const file = join(build, 'ansible/group_vars/all.yml');
      mkdirSync(dirname(file));
      writeFileSync(file, 'ansible_host: elsewhere\n');
    },
  ],
])('%s', (what, edit) => {
  written(bed());
  edit();

  expect(() => readPlan(build, bed(), render)).toThrow(
    `plan-edited: the plan is not what Plinth would write\n  why  ${what}: it was changed, or another version of Plinth wrote it. What runs on hosts must be what was planned and read.\n  fix  Plan anew: plinth plan bed.`,
  );
});

test('a plan for what was declared once is stale', () => {
  const { plan } = written(bed());
  const changed = { ...bed(), environment: { ...bed().environment, versions: { another: '1' } } };

  expect(() => readPlan(build, changed, render)).toThrow(
    new RegExp(`^plan-stale: .*The plan leads to ${plan.to.slice(0, 8)}, and the program now declares \\w{8}\\.`, 's'),
  );
});
