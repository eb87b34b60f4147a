import type { Plan } from '../plan';
import { planHeadline, planImpact } from './plan-headline';
import { marksOf, planRows, type PlanRow } from './plan-rows';
import { plainStyles, type Styles } from './styles';

/**
 * A plan for a terminal: moves in their order, and why each is there.
 *
 * @param remark - what stands below its title. @default - nothing
 */
export function planText(plan: Plan, styles: Styles = plainStyles, remark?: string): string {
  const rows = planRows(plan);
  const columns = {
    number: String(rows.length).length,
    move: Math.max(0, ...rows.map(({ move }) => move.length)),
  };
  const title = [styles.strong(planHeadline(plan)), planImpact(plan), remark].filter((text) => text !== undefined);
  const shown = rows.map((row, index) => rowText(row, index, columns, styles)).join('');
  return `${title.join('\n')}\n${shown === '' ? '' : `\n${shown}`}`;
}

interface Columns {
  readonly number: number;
  readonly move: number;
}

function rowText(row: PlanRow, index: number, columns: Columns, styles: Styles): string {
  const { move, where, title, steps } = row;
  const [step] = steps;
  const marks = marksOf(row).join(', ');
  const notes = marks === '' ? '' : `  [${marks}]`;
  const place = steps.some(({ place: { kind } }) => kind === 'host') ? `  (${where})` : '';
  const below = ' '.repeat(columns.number + 4);
  const approval =
    step?.approval === undefined ? '' : `${below}${styles.warning(`needs your agreement: ${step.approval}`)}\n`;
  const number = String(index + 1).padStart(columns.number);
  return `${number}  ${move.padEnd(columns.move)}  ${title}${place}${styles.faint(notes)}\n${styles.faint(`${below}${step?.reason ?? ''}`)}\n${approval}`;
}
