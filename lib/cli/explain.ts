import { explanation, explanationText, findResource } from '../report';
import { Failure } from './failure';
import { knownEnvironments } from './known-environments';
import { exitCodes, type VerbContext } from './verb';

/** The most names shown when a text could mean several resources. */
const mostNames = 20;

/** `plinth explain RESOURCE`: what a resource is, who made it, and what it has to do with others. */
export async function explain(text: string, context: VerbContext): Promise<number> {
  const { options, terminal } = context;
  const { environments, output } = await knownEnvironments(context);
  const search = findResource(
    environments.map(({ assembly }) => assembly),
    text,
  );
  switch (search.kind) {
    case 'found': {
      const { found } = search;
      const origins = environments.find(({ assembly }) => assembly === found.assembly)?.provenance;
      const about = explanation(found, origins?.[found.resource.id]);
      if (options.format === 'json') terminal.json(about);
      else terminal.result(explanationText(about, output, terminal.styles));
      return exitCodes.done;
    }
    case 'several': {
      const { names } = search;
      const more = names.length > mostNames ? ` and ${String(names.length - mostNames)} more` : '';
      throw new Failure(`"${text}" could be ${names.slice(0, mostNames).join(', ')}${more}`, 'Write more of the name.');
    }
    case 'none':
      throw new Failure(
        `there is no resource "${text}"`,
        search.nearest === undefined ? '`plinth list` shows what there is.' : `Did you mean "${search.nearest}"?`,
      );
  }
}
