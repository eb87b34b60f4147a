/* eslint-disable @typescript-eslint/no-require-imports -- a verb is loaded when it is called; import() would want the file
   extension of what is compiled from these sources */
import type { CommonOptions } from './options';
import type { Surroundings } from './surroundings';
import type { SynthOptions } from './synth';

/** The verbs by name. Each loads what it needs when it is called, and nothing before. */
export const verbs = {
  synth: (names: readonly string[], options: SynthOptions, surroundings: Surroundings): Promise<number> => {
    const { synth } = require('./synth') as typeof import('./synth');
    return running()(options, surroundings, (context) => synth(names, context));
  },
  check: (names: readonly string[], options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { check } = require('./check') as typeof import('./check');
    return running()(options, surroundings, (context) => check(names, context));
  },
  list: (options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { list } = require('./list') as typeof import('./list');
    return running()(options, surroundings, (context) => list(context));
  },
  explain: (resource: string, options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { explain } = require('./explain') as typeof import('./explain');
    return running()(options, surroundings, (context) => explain(resource, context));
  },
  update: (name: string | undefined, options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { update } = require('./update') as typeof import('./update');
    return running()(options, surroundings, (context) => update(name, context));
  },
} as const;

function running(): (typeof import('./run-verb'))['runVerb'] {
  return (require('./run-verb') as typeof import('./run-verb')).runVerb;
}
