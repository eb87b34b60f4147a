import type { Plan } from '../plan';
import { planHeadline, planPhases, planRows, type PlanRow } from './plan-rows';

/** A plan for a pull request: a table for each phase. */
export function planMarkdown(plan: Plan): string {
  const approvals = plan.steps.filter(({ approval }) => approval !== undefined);
  const agreed = approvals.map(({ id, approval = '' }) => `- \`${id}\`: ${approval}\n`).join('');
  const phases = [...planPhases(plan)].map(
    ([phase, rows]) =>
      `## ${phase}\n\n| move | where | what it does | why | impact |\n| --- | --- | --- | --- | --- |\n${rows.map(line).join('')}`,
  );
  const gates = approvals.length === 0 ? '' : `## Needs agreement\n\n${agreed}\n`;
  return `# ${planHeadline(plan)}\n\n${gates}${phases.join('\n')}`;
}

function line({ move, where, title, steps }: PlanRow): string {
  const [step] = steps;
  const cells = [`\`${move}\``, where.join(', '), title, step?.reason ?? '', step?.impact ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

/** A plan as a graph of its moves. */
export function planMermaid(plan: Plan): string {
  const rows = planRows(plan);
  const names = new Map(rows.flatMap((row, index) => row.steps.map(({ id }) => [id, `m${String(index)}`] as const)));
  const nodes = rows.map(({ move, where, steps }, index) => {
    const label = steps.some(({ place: { kind } }) => kind === 'host') ? `${move}<br/>${where.join(', ')}` : move;
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
