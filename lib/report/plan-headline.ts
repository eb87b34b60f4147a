import { counted } from '../core';
import type { Plan, Step } from '../plan';

/** What a plan is, in one line. */
export function planHeadline({ environment, kind, from, to, steps }: Plan): string {
  if (steps.length === 0) return `Plan for ${environment}: nothing changes`;
  const way =
    from === to ? 'to what is deployed already' : `from ${from?.slice(0, 8) ?? 'nothing'} to ${to.slice(0, 8)}`;
  return `Plan for ${environment}: ${counted(steps.length, 'step')}, ${way}; ${contentOf(kind, steps)}`;
}

function contentOf(kind: Plan['kind'], steps: readonly Step[]): string {
  if (kind === 'install') return 'everything, and what holds already is skipped';
  const onlyRecords = steps.every(({ place }) => place.kind === 'control-node');
  return onlyRecords ? 'nothing that is applied changes, only the record of it' : 'changes in the cluster';
}

/**
 * What a change does to what runs, in one line. Of a plan that holds everything nobody knows before it runs: undefined.
 */
export function planImpact({ kind, steps }: Plan): string | undefined {
  if (kind !== 'objects' || steps.length === 0) return undefined;
  const removing = steps.filter(({ actions }) => actions.some((action) => action.kind === 'delete-objects'));
  const others = steps.filter((step) => !removing.includes(step));
  const restarts = [
    ...named('rolling restart', groupsWith(others, 'rolling-restart')),
    ...named('restart with a gap', groupsWith(others, 'restart-with-gap')),
    ...named('replacement', groupsWith(others, 'replace-object')),
  ];
  const restarting = restarts.length === 0 ? 'no workload that stays restarts' : restarts.join(', ');
  const text = `${restarting}; ${removal(removing)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function groupsWith(steps: readonly Step[], impact: Step['impact']): readonly string[] {
  return steps.filter((step) => step.impact === impact).map(({ move }) => move.replace(/\/apply$/, ''));
}

function named(what: string, groups: readonly string[]): readonly string[] {
  return groups.length === 0 ? [] : [`${what} of ${groups.join(', ')}`];
}

function removal(steps: readonly Step[]): string {
  const objects = steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'delete-objects' ? action.objects : [])),
  );
  if (objects.length === 0) return 'nothing is removed';
  const data = steps.some(({ impact }) => impact === 'destroys-data') ? ', some with data or access' : '';
  return `${counted(objects.length, 'object')} ${objects.length === 1 ? 'is' : 'are'} removed${data}`;
}
