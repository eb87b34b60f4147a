import type { Workbench } from './workbench';

/** Seconds of processor time in one round, by the name of the command. */
export type Round = Readonly<Record<string, number>>;

/** A speed beside a peer's, or beside our own. */
export interface Ratio {
  readonly key: string;
  /** Absent where it only tells what something costs. */
  readonly goal?: `>= ${number}` | `<= ${number}`;
  /** The command lines to measure in turn, by name. */
  commands(bench: Workbench, sizes: Sizes): Readonly<Record<string, readonly string[]>>;
  /** The ratio in one round. */
  of(seconds: Round): number;
  /** Further readings of the same rounds, by name. */
  readonly others?: Readonly<Record<string, (seconds: Round) => number>>;
}

/** Arguments of the programs: stacks, and apps in each. */
export interface Sizes {
  readonly large: readonly [stacks: string, apps: string];
  readonly small: readonly [stacks: string, apps: string];
  readonly manyHosts: string;
  readonly fewHosts: string;
}

/** 10,000 objects in 100 stacks, and 1,000 in 10; 5,000 hosts, and 1,000. */
export const fullSizes: Sizes = { large: ['100', '10'], small: ['10', '10'], manyHosts: '5000', fewHosts: '1000' };

const noObjects = ['0', '0'] as const;

export const ratios: readonly Ratio[] = [
  {
    key: 'synth10kVsCdk8s',
    goal: '>= 5',
    commands: (bench, { large }) => ({
      plinth: bench.program('plinth', ...large),
      // The layout that is like ours, and the faster of the two in which cdk8s writes one file per object.
      cdk8s: bench.program('stock', 'folders', ...large),
      'cdk8s, all files in one folder': bench.program('stock', 'flat', ...large),
    }),
    of: quotient('cdk8s', 'plinth'),
    others: { 'cdk8s with all files in one folder': quotient('cdk8s, all files in one folder', 'plinth') },
  },
  {
    key: 'synth10kVsYamlFloor',
    goal: '<= 2',
    commands: (bench, { large }) => {
      const objects = bench.readyObjects(large);
      return {
        plinth: bench.program('plinth', ...large),
        'yaml package': bench.program('emit', 'yaml', objects),
        'own emitter': bench.program('emit', 'own', objects),
      };
    },
    // The package that cdk8s, and nearly everybody, emits with. Our own emitter is the stricter floor, and is always shown.
    of: quotient('plinth', 'yaml package'),
    others: { 'with the own emitter as the floor': quotient('plinth', 'own emitter') },
  },
  {
    key: 'growth1kTo10k',
    goal: '<= 10.5',
    commands: (bench, { large, small }) => ({
      'start-up': bench.program('plinth', ...noObjects),
      '1,000 objects': bench.program('plinth', ...small),
      '10,000 objects': bench.program('plinth', ...large),
    }),
    of: (seconds) => {
      const above = (name: string): number => of(seconds, name) - of(seconds, 'start-up');
      return above('10,000 objects') / above('1,000 objects');
    },
  },
  {
    key: 'chainedVsUnchained',
    goal: '<= 1.1',
    commands: (bench, { large }) => ({
      chained: bench.program('plinth', ...large, 'chained'),
      unchained: bench.program('plinth', ...large),
    }),
    of: quotient('chained', 'unchained'),
  },
  {
    key: 'hosts1000',
    commands: (bench, { large, fewHosts }) => ({
      'hosts and objects': bench.program('hosts', fewHosts, ...large),
      'objects alone': bench.program('plinth', ...large),
    }),
    of: quotient('hosts and objects', 'objects alone'),
  },
  {
    key: 'hostsGrowth1kTo5k',
    goal: '<= 5.3',
    commands: (bench, { manyHosts, fewHosts }) => ({
      'start-up': bench.program('plinth', ...noObjects),
      '1,000 hosts': bench.program('hosts', fewHosts, ...noObjects),
      '5,000 hosts': bench.program('hosts', manyHosts, ...noObjects),
    }),
    of: (seconds) => {
      const above = (name: string): number => of(seconds, name) - of(seconds, 'start-up');
      return above('5,000 hosts') / above('1,000 hosts');
    },
  },
  {
    key: 'trivialVsNode',
    goal: '<= 4',
    commands: (bench) => ({ 'plinth synth': bench.plinthSynth(), 'node -e 0': [process.execPath, '-e', '0'] }),
    of: quotient('plinth synth', 'node -e 0'),
  },
];

function quotient(over: string, under: string): (seconds: Round) => number {
  return (seconds) => of(seconds, over) / of(seconds, under);
}

function of(seconds: Round, name: string): number {
  return seconds[name] ?? NaN;
}
