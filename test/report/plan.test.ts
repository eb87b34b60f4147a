import { plan } from '../../lib/plan';
import { planHeadline, planMarkdown, planMermaid, planRows, planText, terminalStyles } from '../../lib/report';
import { assemblyOf } from '../checks/assembly-of';
import { committed } from '../plan/committed';

const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
const old = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'old' };
const to = assemblyOf([web]);
const one = { ...plan({ to }), to: '0123456789' };
const removing = { ...plan({ from: to, to, observed: { hosts: {}, inventory: [old] } }), to: '0123456789' };
const bed = plan({ to: committed('bed') });

test('phases, moves, and why each is there', () => {
  expect(planText(one)).toMatchInlineSnapshot(`
    "Plan for live: 5 steps, from nothing to 01234567; everything, and what holds already is skipped

    record
      record/intent    Write down what is going to be applied
        If this plan is not finished, the next one knows what may have to be removed.
      record/deployed  Record what is deployed
        The next plan starts from here.

    cluster
      cluster/apply  Apply 1 object of cluster  [not taken back]
        What is the same already is left as it is.

    shop
      shop/web/apply  Apply 1 object of shop/web  [not taken back]
        What is the same already is left as it is.
      shop/web/ready  Wait until shop/web is ready
        What needs it comes after it, and a rollout that hangs stops the line.
    "
  `);
});

test('what is not taken back, what it does to what runs, and what somebody must agree to', () => {
  const [, last = ''] = planText(removing).split('prune\n');

  expect(last).toMatchInlineSnapshot(`
    "  cluster/prune  Remove 1 object declared no more  [destroys-data, not taken back]
        An earlier plan applied them; what others made is not touched.
        needs your agreement: It removes what holds data or grants access: PersistentVolumeClaim old.
    "
  `);
});

test('the same move on several hosts stands once, with all of them', () => {
  const text = planText(bed);

  expect(text.match(/^ {2}etcd\/start .*$/gm)).toEqual([
    '  etcd/start  Start etcd on each  (control-1, control-2, control-3)',
  ]);
  expect(text).toContain('kubernetes/begin                Begin kubernetes on control-1  (control-1)\n');
  expect(planRows(bed).flatMap(({ steps }) => steps)).toHaveLength(bed.steps.length);
});

test('hosts that get different things by one move stand in rows of their own', () => {
  const rows = planRows(bed).filter(({ move }) => move === 'host/deliver');

  expect(rows.map(({ where }) => where)).toEqual([
    ['control-1', 'control-2', 'control-3'],
    ['worker-1', 'worker-2'],
  ]);
});

test('a terminal shows phases and what needs agreement in styles, and says the same', () => {
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
    'a change',
    plan({ from: assemblyOf([]), to }),
    /^Plan for live: 4 steps, from [0-9a-f]{8} to [0-9a-f]{8}; changes in the cluster$/,
  ],
])('what it is in one line: %s', (_, made, line) => {
  expect(planHeadline(made)).toMatch(line);
});

test('a table for each phase, and what needs agreement before all of them', () => {
  const text = planMarkdown(removing);

  expect(text.indexOf('## Needs agreement')).toBeLessThan(text.indexOf('## record'));
  expect(text).toContain(
    '- `cluster/prune`: It removes what holds data or grants access: PersistentVolumeClaim old.\n',
  );
  expect(text).toContain(
    '| `cluster/prune` | cluster | Remove 1 object declared no more | An earlier plan applied them; what others made is not touched. | destroys-data |\n',
  );
  expect(planMarkdown(one)).not.toContain('Needs agreement');
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
