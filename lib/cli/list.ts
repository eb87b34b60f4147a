import { listing, listingText } from '../report';
import { knownEnvironments } from './known-environments';
import { exitCodes, type VerbContext } from './verb';

/** `plinth list`: environments, their stacks and components. */
export async function list(context: VerbContext): Promise<number> {
  const { environments } = await knownEnvironments(context);
  const listings = listing(environments.map(({ assembly }) => assembly));
  if (context.options.format === 'json') context.terminal.json(listings);
  else context.terminal.result(listingText(listings));
  return exitCodes.done;
}
