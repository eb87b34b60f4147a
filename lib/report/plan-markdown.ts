import type { Plan } from '../plan';
import { planHeadline, planImpact } from './plan-headline';
import { marksOf, planRows, type PlanRow } from './plan-rows';

/**
 * A plan for a pull request: a table of its moves.
 *
 * @param remark - what stands below its title. @default - nothing
 */
export function planMarkdown(plan: Plan, remark?: string): string {
  const approvals = plan.steps.filter(({ approval }) => approval !== undefined);
  const agreed = approvals.map(({ id, approval = '' }) => `- \`${id}\`: ${approval}\n`).join('');
  const rows = planRows(plan);
  const parts = [
    `# ${planHeadline(plan)}\n`,
    ...[planImpact(plan), remark].flatMap((text) => (text === undefined ? [] : [`${text}\n`])),
    ...(approvals.length === 0 ? [] : [`## Needs agreement\n\n${agreed}`]),
    ...(rows.length === 0 ? [] : [`## Steps\n\n${head}${rows.map(line).join('')}`]),
  ];
  return parts.join('\n');
}

const head = '|  | move | where | what it does | why | impact |\n| --: | --- | --- | --- | --- | --- |\n';

function line(row: PlanRow, index: number): string {
  const { move, where, title, steps } = row;
  const marks = marksOf(row).join(', ');
  const cells = [String(index + 1), `\`${move}\``, where, title, steps[0]?.reason ?? '', marks === '' ? 'none' : marks];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

/** A plan as a graph of its moves. */
export function planMermaid(plan: Plan): string {
  const rows = planRows(plan);
  const names = new Map(rows.flatMap((row, index) => row.steps.map(({ id }) => [id, `m${String(index)}`] as const)));
  const nodes = rows.map(({ move, where, steps }, index) => {
    const label = steps.some(({ place: { kind } }) => kind === 'host') ? `${move}<br/>${where}` : move;
    return `  m${String(index)}["${label.replaceAll('"', '#quot;')}"]\n`;
  });
  const edges = plan.steps.flatMap(({ id, needs }) =>
    // Hosts of one move that take turns are one node.
    needs.flatMap((need) => {
      const [from = '', to = ''] = [names.get(need), names.get(id)];
      return from === to ? [] : [`  ${from} --> ${to}\n`];
    }),
  );
  return `flowchart LR\n${nodes.join('')}${[...new Set(edges)].join('')}`;
}
