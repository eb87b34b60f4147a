import { connect, credentialsOf } from '../apply';
import { resourcesOf } from '../assembly';
import { knownEnvironment } from './declared';
import { Failure } from './failure';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';

/** `plinth kubeconfig ENV`: the credentials of an administrator, for kubectl: `plinth kubeconfig lab > ~/.kube/lab`. */
export async function kubeconfig(
  name: string,
  context: VerbContext<EnvironmentOptions>,
  { run }: Tools = realTools,
): Promise<number> {
  const { terminal, options } = context;
  const { assembly } = await knownEnvironment(name, context);
  const { tenancy } = assembly.environment;
  if (resourcesOf(assembly, 'control-plane').length === 0) {
    throw new Failure(
      `"${name}" has no cluster of its own that Plinth makes`,
      tenancy?.environment === undefined
        ? 'Whoever runs its cluster gives credentials for it.'
        : `It is a tenant: plinth kubeconfig ${tenancy.environment}`,
    );
  }
  const connection = await connect(assembly, run, reachOf(name, context));
  try {
    const credentials = await credentialsOf(connection);
    if (credentials.kind === 'none') {
      throw new Failure(
        `no control host of "${name}" has credentials of an administrator yet`,
        `Begin its cluster: plinth apply ${name}`,
      );
    }
    if (options.format === 'json')
      terminal.json({ environment: name, from: credentials.from, kubeconfig: credentials.text });
    else terminal.result(credentials.text);
    return exitCodes.done;
  } finally {
    await connection.close();
  }
}
