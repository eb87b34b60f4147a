/* eslint-disable @typescript-eslint/no-require-imports -- a verb is loaded when it is called; import() would want the file
   extension of what is compiled from these sources */
import type * as applyVerb from './apply';
import type { ApplyOptions } from './apply';
import type * as checkVerb from './check';
import type * as explainVerb from './explain';
import type * as listVerb from './list';
import type * as kubeconfigVerb from './kubeconfig';
import type { CommonOptions } from './options';
import type * as planVerb from './plan';
import type { PlanOptions } from './plan';
import type { EnvironmentOptions } from './reach-options';
import type * as running from './run-verb';
import type * as statusVerb from './status';
import type { StatusOptions } from './status';
import type { Surroundings } from './surroundings';
import type * as synthVerb from './synth';
import type { SynthOptions } from './synth';
import type * as unlockVerb from './unlock';
import type { UnlockOptions } from './unlock';
import type * as updateVerb from './update';

/** The verbs by name. Each loads what it needs when it is called, and nothing before. */
export const verbs = {
  synth: (names: readonly string[], options: SynthOptions, surroundings: Surroundings): Promise<number> => {
    const { synth } = require('./synth') as typeof synthVerb;
    return runVerb()(options, surroundings, (context) => synth(names, context));
  },
  check: (names: readonly string[], options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { check } = require('./check') as typeof checkVerb;
    return runVerb()(options, surroundings, (context) => check(names, context));
  },
  list: (options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { list } = require('./list') as typeof listVerb;
    return runVerb()(options, surroundings, (context) => list(context));
  },
  explain: (resource: string, options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { explain } = require('./explain') as typeof explainVerb;
    return runVerb()(options, surroundings, (context) => explain(resource, context));
  },
  plan: (name: string, options: PlanOptions, surroundings: Surroundings): Promise<number> => {
    const { plan } = require('./plan') as typeof planVerb;
    return runVerb()(options, surroundings, (context) => plan(name, context));
  },
  apply: (name: string, options: ApplyOptions, surroundings: Surroundings): Promise<number> => {
    const { apply } = require('./apply') as typeof applyVerb;
    return runVerb()(options, surroundings, (context) => apply(name, context));
  },
  status: (name: string, options: StatusOptions, surroundings: Surroundings): Promise<number> => {
    const { status } = require('./status') as typeof statusVerb;
    return runVerb()(options, surroundings, (context) => status(name, context));
  },
  unlock: (name: string, options: UnlockOptions, surroundings: Surroundings): Promise<number> => {
    const { unlock } = require('./unlock') as typeof unlockVerb;
    return runVerb()(options, surroundings, (context) => unlock(name, context));
  },
  kubeconfig: (name: string, options: EnvironmentOptions, surroundings: Surroundings): Promise<number> => {
    const { kubeconfig } = require('./kubeconfig') as typeof kubeconfigVerb;
    return runVerb()(options, surroundings, (context) => kubeconfig(name, context));
  },
  update: (name: string | undefined, options: CommonOptions, surroundings: Surroundings): Promise<number> => {
    const { update } = require('./update') as typeof updateVerb;
    return runVerb()(options, surroundings, (context) => update(name, context));
  },
} as const;

function runVerb(): typeof running.runVerb {
  return (require('./run-verb') as typeof running).runVerb;
}
