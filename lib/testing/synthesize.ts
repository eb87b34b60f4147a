import type { IConstruct } from 'constructs';
import type { Assembly, Synthesized } from '../assembly';
import { environmentOf, isEnvironment, isStack } from '../constructs/base';
import { synthesizeApp, synthesizeEnvironments, Lock, type SynthesizedProgram } from '../program';
import { Synthesis } from './synthesis';

export interface SynthesizeOptions {
  /** The folder that source lines are given relative to, and that holds plinth.lock.json. @default - the working directory */
  readonly root?: string;
  /** Whether the releases in plinth.lock.json stay as they are. @default true */
  readonly lock?: boolean;
}

/**
 * Synthesizes a program (an App), one environment or one stack: tree -> assembly -> findings. Writes nothing.
 *
 * Of a stack, its whole environment is synthesized, because policies follow from edges of others, and the stack's part is
 * returned.
 *
 * @throws PlinthError where there is nothing to synthesize; what is wrong otherwise is in `findings`
 */
export function synthesize(subject: IConstruct, options: SynthesizeOptions = {}): Synthesis {
  const { root = process.cwd(), lock = true } = options;
  const settings = { root, lock: lock ? Lock.read(root) : Lock.empty };
  if (isEnvironment(subject)) {
    return new Synthesis({ kind: 'environment' }, synthesizeEnvironments([subject], settings));
  }
  if (isStack(subject)) {
    const name = subject.node.id;
    const whole = synthesizeEnvironments([environmentOf(subject)], settings);
    return new Synthesis({ kind: 'stack', name }, partOf(whole, name));
  }
  return new Synthesis({ kind: 'program' }, synthesizeApp(subject, { root, lock }));
}

function partOf(whole: SynthesizedProgram, stack: string): SynthesizedProgram {
  const environments = whole.environments.map((one) => ({ ...one, assembly: stackOf(one, stack) }));
  const [first] = whole.environments;
  const place = `${first?.assembly.environment.name ?? ''}/${stack}`;
  const isHere = ({ path }: { readonly path: string }): boolean => path === place || path.startsWith(`${place}/`);
  return {
    environments,
    findings: whole.findings.filter(isHere),
    acknowledged: whole.acknowledged.filter(({ finding }) => isHere(finding)),
  };
}

function stackOf({ assembly }: Synthesized, stack: string): Assembly {
  const isOwned = (owner: string): boolean => owner === stack || owner.startsWith(`${stack}/`);
  const resources = Object.entries(assembly.resources).filter(([, { owner }]) => isOwned(owner));
  const ids = new Set(resources.map(([id]) => id));
  return {
    ...assembly,
    resources: Object.fromEntries(resources),
    edges: assembly.edges.filter(({ from, to }) => ids.has(from) || ids.has(to)),
    acknowledgements: assembly.acknowledgements.filter(({ on }) => on === '' || isOwned(on)),
  };
}
