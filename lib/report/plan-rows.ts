import type { Plan, Step } from '../plan';

/** One move as people read it: the same on several hosts stands once. */
export interface PlanRow {
  readonly move: string;
  readonly phase: string;
  /** Names of hosts, `cluster`, or `control node`. */
  readonly where: readonly string[];
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The moves of a plan in an order in which they can be carried out. */
export function planRows({ steps }: Plan): readonly PlanRow[] {
  const rows = new Map<string, { move: string; phase: string; title: string; steps: Step[] }>();
  for (const step of steps) {
    const title = step.place.kind === 'host' ? step.title.replace(step.place.host, 'each') : step.title;
    const key = `${step.phase}\n${step.move}\n${title}`;
    const row = rows.get(key) ?? { move: step.move, phase: step.phase, title, steps: [] };
    row.steps.push(step);
    rows.set(key, row);
  }
  return [...rows.values()].map((row) => {
    const [one, ...more] = row.steps;
    return { ...row, where: row.steps.map(placeName), title: one && more.length === 0 ? one.title : row.title };
  });
}

/** The rows by phase, phases in the order in which the first of their steps can be carried out. */
export function planPhases(plan: Plan): ReadonlyMap<string, readonly PlanRow[]> {
  const phases = new Map<string, PlanRow[]>();
  for (const row of planRows(plan)) phases.set(row.phase, [...(phases.get(row.phase) ?? []), row]);
  return phases;
}

export function placeName({ place }: Step): string {
  switch (place.kind) {
    case 'host':
      return place.host;
    case 'cluster':
      return 'cluster';
    case 'control-node':
      return 'control node';
  }
}

/** What a plan is, in one line. */
export function planHeadline({ environment, kind, from, to, steps }: Plan): string {
  const count = `${String(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`;
  const way =
    from === to ? 'to what is deployed already' : `from ${from?.slice(0, 8) ?? 'nothing'} to ${to.slice(0, 8)}`;
  const what = kind === 'objects' ? 'changes in the cluster' : 'everything, and what holds already is skipped';
  return `Plan for ${environment}: ${count}, ${way}; ${what}`;
}
