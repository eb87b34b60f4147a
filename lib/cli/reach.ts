import { resolve } from 'node:path';
import { defaultDesk, type ReachOptions } from '../apply';
import type { EnvironmentOptions } from './reach-options';
import type { VerbContext } from './verb';

/** How an environment is reached, with absolute paths. */
export function reachOf(environment: string, { options, surroundings }: VerbContext<EnvironmentOptions>): ReachOptions {
  const { cwd, env } = surroundings;
  const path = (name: 'sshKey' | 'sshConfig' | 'knownHosts' | 'kubeconfig'): Partial<ReachOptions> => {
    const said = options[name];
    return said === undefined ? {} : { [name]: resolve(cwd, said) };
  };
  return {
    desk: options.desk === undefined ? defaultDesk(environment, env) : resolve(cwd, options.desk),
    ...path('sshKey'),
    ...path('sshConfig'),
    ...path('knownHosts'),
    ...path('kubeconfig'),
    ...(options.context !== undefined && { context: options.context }),
    acceptNewHostKeys: options.acceptNewHostKeys ?? false,
  };
}
