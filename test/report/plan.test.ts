import { plan } from '../../lib/plan';
import {
  planHeadline,
  planImpact,
  planMarkdown,
  planMermaid,
  planRows,
  planText,
  terminalStyles,
} from '../../lib/report';
import { assemblyOf } from '../checks/assembly-of';
import { committed, withImage, withObject } from '../plan/committed';

const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
const old = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'old' };
const to = assemblyOf([web]);
const one = { ...plan({ to }), to: '0123456789' };
const removing = { ...plan({ from: to, to, observed: { hosts: {}, inventory: [old] } }), to: '0123456789' };
const bed = plan({ to: committed('bed') });

test('moves in the order in which they are carried out, and why each is there', () => {
  expect(planText(one)).toMatchInlineSnapshot(`
    "Plan for live: 5 steps, from nothing to 01234567; everything, and what holds already is skipped

    1  record/intent    Write down what is going to be applied
         If this plan is not finished, the next one knows what may have to be removed.
    2  cluster/apply    Apply 1 object of cluster  [not taken back]
         What is the same already is left as it is.
    3  shop/web/apply   Apply 1 object of shop/web  [not taken back]
         What is the same already is left as it is.
    4  shop/web/ready   Wait until shop/web is ready
         What needs it comes after it, and a rollout that hangs stops the line.
    5  record/deployed  Record what is deployed
         The next plan starts from here.
    "
  `);
});

test('what is not taken back, what it does to what runs, and what somebody must agree to', () => {
  const last = planText(removing).slice(planText(removing).indexOf('5  '));

  expect(last).toMatchInlineSnapshot(`
    "5  cluster/prune    Remove 1 object declared no more  [destroys-data, not taken back]
         An earlier plan applied them; what others made is not touched. From namespace shop: PersistentVolumeClaim old.
         needs your agreement: It removes what holds data or grants access: PersistentVolumeClaim old.
    6  record/deployed  Record what is deployed
         The next plan starts from here.
    "
  `);
});

test('the same move on several hosts stands once, with all of them', () => {
  const text = planText(bed);

  expect(text.match(/etcd\/start .*$/gm)).toEqual([
    expect.stringMatching(/^etcd\/start +Start etcd on each {2}\(control-1, control-2, control-3\)$/),
  ]);
  expect(text).toMatch(/kubernetes\/begin +Begin kubernetes on control-1 {2}\(control-1\)\n/);
  expect(planRows(bed).flatMap(({ steps }) => steps)).toHaveLength(bed.steps.length);
});

test('hosts that get different things by one move stand in rows of their own', () => {
  const rows = planRows(bed).filter(({ move }) => move === 'host/deliver');

  expect(rows.map(({ where }) => where)).toEqual(['control-1, control-2, control-3', 'worker-1, worker-2']);
});

test('hosts that come one after another are told from those that come at once', () => {
  const hosts = { 'control-1': { 'etcd/control-1/start': 'd' } };
  const rows = planRows(plan({ to: committed('bed'), observed: { hosts, inventory: [] } }));

  expect(rows.find(({ move }) => move === 'etcd/start')?.where).toBe('control-1, then control-2, then control-3');
});

test.each(['bed', 'lab', 'production', 'shared', 'tiny'])('no row of %s stands above what it waits for', (name) => {
  const rows = planRows(plan({ to: committed(name) }));
  const place = new Map(rows.flatMap(({ steps }, index) => steps.map(({ id }) => [id, index] as const)));
  const early = rows.flatMap(({ move, steps }, index) =>
    steps.some(({ needs }) => needs.some((need) => (place.get(need) ?? 0) > index)) ? [move] : [],
  );

  expect(early).toEqual([]);
  expect(rows.at(-1)?.move).toBe('record/deployed');
});

test('a terminal shows the title and what needs agreement in styles, and says the same', () => {
  const styled = planText(removing, terminalStyles);

  expect(styled.replace(/\u001b\[\d+m/g, '')).toBe(planText(removing));
  expect(styled).not.toBe(planText(removing));
});

test.each([
  [
    'from nothing',
    plan({ to }),
    /^Plan for live: 5 steps, from nothing to [0-9a-f]{8}; everything, and what holds already is skipped$/,
  ],
  [
    'again',
    plan({ from: to, to }),
    /^Plan for live: 5 steps, to what is deployed already; everything, and what holds already is skipped$/,
  ],
  [
    'a change of nothing that is applied',
    plan({ from: { ...to, edges: [{ kind: 'needs', from: 'a', to: 'b' }] }, to }),
    /^Plan for live: 2 steps, from [0-9a-f]{8} to [0-9a-f]{8}; nothing that is applied changes, only the record of it$/,
  ],
  [
    'a change',
    plan({ from: assemblyOf([]), to }),
    /^Plan for live: 4 steps, from [0-9a-f]{8} to [0-9a-f]{8}; changes in the cluster$/,
  ],
])('what it is in one line: %s', (_, made, line) => {
  expect(planHeadline(made)).toMatch(line);
});

test('a table of moves, and what needs agreement before it', () => {
  const text = planMarkdown(removing);

  expect(text.indexOf('## Needs agreement')).toBeLessThan(text.indexOf('## Steps'));
  expect(text).toContain(
    '- `cluster/prune`: It removes what holds data or grants access: PersistentVolumeClaim old.\n',
  );
  expect(text).toContain(
    '| 5 | `cluster/prune` | cluster | Remove 1 object declared no more | An earlier plan applied them; what others made is not touched. From namespace shop: PersistentVolumeClaim old. | destroys-data, not taken back |\n',
  );
  expect(text).toContain('| 4 | `shop/web/ready` | cluster | Wait until shop/web is ready |');
  expect(text).toMatch(/stops the line\. \| none \|\n/);
  expect(planMarkdown(one)).not.toContain('Needs agreement');
});

describe('what a change does to what runs, below its title', () => {
  const cache = { ...web, kind: 'StatefulSet', metadata: { name: 'cache', namespace: 'shop' } };
  const newer = { ...web, spec: { template: { spec: { nodeName: 'other' } } } };

  test.each([
    [
      'something new',
      plan({ from: to, to: assemblyOf([web, cache]) }),
      'No workload that stays restarts; nothing is removed.',
    ],
    [
      'something that differs',
      plan({ from: to, to: assemblyOf([newer]) }),
      'Rolling restart of shop/web; nothing is removed.',
    ],
    [
      'something that goes',
      plan({ from: assemblyOf([web, cache]), to }),
      'No workload that stays restarts; 1 object is removed.',
    ],
    [
      'data that goes',
      plan({ from: to, to: assemblyOf([newer]), observed: { hosts: {}, inventory: [old, { ...old, name: 'other' }] } }),
      'Rolling restart of shop/web; 2 objects are removed, some with data or access.',
    ],
  ])('%s', (_, made, line) => {
    expect(planImpact(made)).toBe(line);
    expect(planMarkdown(made).split('\n')[2]).toBe(line);
    expect(planText(made).split('\n')[1]).toBe(line);
  });

  test.each([
    ['a restart with a gap', 'bed', 'guests/apps/StatefulSet/visits', 'Restart with a gap of guests/visits'],
    [
      'a job that is made again',
      'staging',
      'boutique/batch/Job/frontend-check',
      'Replacement of boutique/frontend-check',
    ],
  ])('%s', (_, environment, id, restarting) => {
    const from = committed(environment);

    expect(planImpact(plan({ from, to: withObject(from, id, withImage('other:2')) }))).toBe(
      `${restarting}; nothing is removed.`,
    );
  });

  test('is not known of a plan that holds everything', () => {
    expect(planImpact(one)).toBeUndefined();
    expect(planText(one).split('\n')[1]).toBe('');
  });
});

test('a cell holds what it says, also where that is a bar', () => {
  const steps = one.steps.map((step) => ({ ...step, title: 'a | b' }));

  expect(planMarkdown({ ...one, steps })).toContain('| a \\| b |');
});

test('a graph of its moves', () => {
  expect(planMermaid(one)).toMatchInlineSnapshot(`
    "flowchart LR
      m0["record/intent"]
      m1["cluster/apply"]
      m2["shop/web/apply"]
      m3["shop/web/ready"]
      m4["record/deployed"]
      m0 --> m1
      m1 --> m2
      m2 --> m3
      m3 --> m4
    "
  `);
});

test('a graph names hosts, and draws what several of them do once', () => {
  const graph = planMermaid(bed);

  expect(graph.match(/etcd\/start/g)).toHaveLength(1);
  expect(graph).toContain('["etcd/start<br/>control-1, control-2, control-3"]');
  expect(graph.split('\n').filter((line) => line.includes('-->'))).toEqual([
    ...new Set(graph.split('\n').filter((line) => line.includes('-->'))),
  ]);
});
