import type { Plan } from '../plan';
import { planHeadline, planPhases, type PlanRow } from './plan-rows';
import { plainStyles, type Styles } from './styles';

/** A plan for a terminal: phases, moves, and why each is there. */
export function planText(plan: Plan, styles: Styles = plainStyles): string {
  const phases = [...planPhases(plan)].map(([phase, rows]) => {
    const width = Math.max(...rows.map(({ move }) => move.length));
    return `${styles.strong(phase)}\n${rows.map((row) => rowText(row, width, styles)).join('')}`;
  });
  return `${planHeadline(plan)}\n\n${phases.join('\n')}`;
}

function rowText({ move, where, title, steps }: PlanRow, width: number, styles: Styles): string {
  const [step] = steps;
  const marks = step && [
    ...(step.impact === 'none' ? [] : [step.impact]),
    ...(step.undo.kind === 'irreversible' ? ['not taken back'] : []),
  ];
  const notes = marks && marks.length > 0 ? `  [${marks.join(', ')}]` : '';
  const place = steps.some(({ place: { kind } }) => kind === 'host') ? `  (${where.join(', ')})` : '';
  const approval =
    step?.approval === undefined ? '' : `    ${styles.warning(`needs your agreement: ${step.approval}`)}\n`;
  return `  ${move.padEnd(width)}  ${title}${place}${styles.faint(notes)}\n${styles.faint(`    ${step?.reason ?? ''}`)}\n${approval}`;
}
