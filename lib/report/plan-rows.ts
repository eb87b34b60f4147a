import { playsOf, type Plan, type Step } from '../plan';

/** One move as people read it: the same on several hosts stands once. */
export interface PlanRow {
  readonly move: string;
  /** Names of hosts, `cluster`, or `control node`; hosts that come one after another have `then` between them. */
  readonly where: string;
  readonly title: string;
  /** In the order in which they are carried out. */
  readonly steps: readonly Step[];
}

/** Steps of one row: hosts of one turn are worked on at once. */
interface Draft {
  readonly move: string;
  readonly title: string;
  readonly turns: (readonly Step[])[];
}

/** The moves of a plan in the order in which they are carried out; one of several turns stands where its first one comes. */
export function planRows(plan: Plan): readonly PlanRow[] {
  const rows = new Map<string, Draft>();
  for (const { move, steps } of playsOf(plan)) {
    for (const [title, turn] of byTitle(steps)) {
      const key = `${move}\n${title}`;
      const row = rows.get(key) ?? { move, title, turns: [] };
      row.turns.push(turn);
      rows.set(key, row);
    }
  }
  return [...rows.values()].map(({ move, title, turns }) => {
    const steps = turns.flat();
    const [one, ...more] = steps;
    const where = turns.map((turn) => turn.map(placeName).join(', ')).join(', then ');
    return { move, where, title: one && more.length === 0 ? one.title : title, steps };
  });
}

/** Hosts that get different things by one move, as pools do, stand in rows of their own. */
function byTitle(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    const title = step.place.kind === 'host' ? step.title.replace(step.place.host, 'each') : step.title;
    found.set(title, [...(found.get(title) ?? []), step]);
  }
  return found;
}

/** What people should know before a row is carried out. */
export function marksOf({ steps: [step] }: PlanRow): readonly string[] {
  if (!step) return [];
  const isLost = step.undo.kind === 'irreversible';
  return [...(step.impact === 'none' ? [] : [step.impact]), ...(isLost ? ['not taken back'] : [])];
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
