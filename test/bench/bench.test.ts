import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bench } from '../../bench/bench';
import { processorSeconds } from '../../bench/measure';
import { json, measured, table } from '../../bench/report';
import { ratios } from '../../bench/ratios';
import { Workbench } from '../../bench/workbench';

const keys = ratios.map(({ key }) => key);

describe('the programs', () => {
  const workbench = new Workbench(tmpdir());
  const size = ['1', '1'];
  const run = (argv: readonly string[]): number => processorSeconds(argv, workbench.folder);

  /** The text of every YAML file that the last program wrote, by path below a folder. */
  function written(folder: string): ReadonlyMap<string, string> {
    const files = readdirSync(join(workbench.folder, folder), { recursive: true, encoding: 'utf8' });
    const manifests = files.filter((file) => file.endsWith('.yaml')).sort();
    return new Map(manifests.map((file) => [file, readFileSync(join(workbench.folder, folder, file), 'utf8')]));
  }

  const objects = (files: ReadonlyMap<string, string>): unknown[] =>
    [...files.values()].map((text): unknown => parse(text));

  let ours: ReadonlyMap<string, string>;
  let ready: string;

  beforeAll(() => {
    ready = workbench.readyObjects(size);
    ours = written('dist/bench/manifests');
  });

  beforeEach(() => {
    workbench.clear();
  });

  afterAll(() => {
    workbench.remove();
  });

  test('cdk8s and Plinth write the same objects; Plinth adds the namespace and what isolates it', () => {
    run(workbench.program('stock', 'folders', ...size));
    const stock = written('dist');
    expect(stock.size).toBe(10);
    expect(objects(ours)).toEqual(expect.arrayContaining(objects(stock)));
    expect([...ours.keys()].filter((path) => !path.includes('team-0-app-0'))).toEqual([
      '_cluster/team-0.namespace.yaml',
      'team-0/allow-dns.networkpolicy.networking.k8s.io.yaml',
      'team-0/default-deny.networkpolicy.networking.k8s.io.yaml',
    ]);
  });

  test('the floors write the same files', () => {
    run(workbench.program('emit', 'own', ready));
    expect(written('dist/bench/manifests')).toEqual(ours);
    workbench.clear();
    run(workbench.program('emit', 'yaml', ready));
    expect([...written('dist/bench/manifests').keys()]).toEqual([...ours.keys()]);
    expect(objects(written('dist/bench/manifests'))).toEqual(objects(ours));
  });

  test('a program that fails stops the bench with what it said', () => {
    const argv = [process.execPath, '-e', 'throw new Error("no such stack")'];
    expect(() => run(argv)).toThrow(/-e throw new Error\("no such stack"\) failed:\n(.|\n)*Error: no such stack/);
  });
});

test('all ratios are measured, from whole processes', () => {
  const sizes = { large: ['2', '1'], small: ['1', '1'], manyHosts: '6', fewHosts: '4' } as const;
  const results = bench({ runs: 1, sizes, folder: tmpdir() });
  const { detail, ...figures } = json(results, 1);
  expect(figures).toEqual(Object.fromEntries(keys.map((key) => [key, expect.any(Number)])));
  expect(detail).toMatchObject({ trivialVsNode: { goal: '<= 4', seconds: { 'plinth synth': {}, 'node -e 0': {} } } });
  const seconds = results.flatMap((result) => Object.values(result.seconds).map(({ min }) => min));
  expect(seconds.filter((min) => !(min > 0))).toEqual([]);
});

test('an unknown key is refused with those that there are', () => {
  expect(() => bench({ runs: 1, only: ['synth1m'] })).toThrow(`no such ratio: synth1m; there are ${keys.join(', ')}`);
});

describe('the report', () => {
  const vsCdk8s = ratios.filter(({ key }) => key === 'synth10kVsCdk8s');
  const rounds = [
    { plinth: 0.5, cdk8s: 2, 'cdk8s, all files in one folder': 3 },
    { plinth: 1, cdk8s: 6, 'cdk8s, all files in one folder': 6 },
    { plinth: 0.8, cdk8s: 4, 'cdk8s, all files in one folder': 4 },
  ];
  const results = vsCdk8s.map((ratio) => measured(ratio, rounds));

  test('quotes the median of the ratios of the rounds, not the ratio of medians', () => {
    expect(json(results, 3)).toEqual({
      synth10kVsCdk8s: 5,
      detail: {
        node: process.version,
        processors: expect.any(Number),
        runs: 3,
        synth10kVsCdk8s: {
          key: 'synth10kVsCdk8s',
          goal: '>= 5',
          ratio: { min: 4, median: 5, max: 6 },
          seconds: {
            plinth: { min: 0.5, median: 0.8, max: 1 },
            cdk8s: { min: 2, median: 4, max: 6 },
            'cdk8s, all files in one folder': { min: 3, median: 4, max: 6 },
          },
          others: { 'cdk8s with all files in one folder': 6 },
        },
      },
    });
  });

  test('prints a table for people', () => {
    expect(table(results).split('\n').slice(2).join('\n')).toMatchInlineSnapshot(`
      "synth10kVsCdk8s          5.00   goal >= 5   (rounds: 4.00 to 6.00)
                               6.00   cdk8s with all files in one folder
          plinth                             0.800 s   (0.500 to 1.000)
          cdk8s                              4.000 s   (2.000 to 6.000)
          cdk8s, all files in one folder     4.000 s   (3.000 to 6.000)
      "
    `);
  });

  test('growth counts what lies above start-up', () => {
    const growth = ratios.find(({ key }) => key === 'growth1kTo10k');
    expect(growth?.of({ 'start-up': 0.1, '1,000 objects': 0.3, '10,000 objects': 1.9 })).toBeCloseTo(9);
  });
});
