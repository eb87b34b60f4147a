import { connect, statusOf, type Status } from '../apply';
import { knownEnvironment } from './declared';
import { reachOf } from './reach';
import type { EnvironmentOptions } from './reach-options';
import { statusJson, statusText } from './status-text';
import { realTools, type Tools } from './tools';
import { exitCodes, type VerbContext } from './verb';

export interface StatusOptions extends EnvironmentOptions {
  readonly exitCode?: boolean;
}

/** `plinth status ENV`: what is deployed, how the last run ended, and what differs. It changes nothing. Errors that it shows are its exit code. */
export async function status(
  name: string,
  context: VerbContext<StatusOptions>,
  { run, clock }: Tools = realTools,
): Promise<number> {
  const { options, terminal } = context;
  const { assembly, provenance, dist } = await knownEnvironment(name, context);
  const connection = await connect(assembly, run, reachOf(name, context));
  try {
    terminal.progress(`Asking ${name}`);
    const now = Date.parse(clock.time());
    const found = await statusOf(connection, assembly, { dist, now });
    terminal.findings(found.silent);
    if (options.format === 'json') terminal.json(statusJson(found, provenance));
    else terminal.result(statusText(found, provenance, { now, styles: terminal.styles }));
    const hasErrors = found.silent.some(({ severity }) => severity === 'error');
    return hasErrors || (options.exitCode === true && !isAsDeclared(found)) ? exitCodes.findings : exitCodes.done;
  } finally {
    await connection.close();
  }
}

function isAsDeclared({ drift, silent, objects, deployed, declared }: Status): boolean {
  return drift.length === 0 && silent.length === 0 && objects.kind === 'compared' && deployed?.digest === declared;
}
