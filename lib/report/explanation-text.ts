import { identityParts, type Edge, type ResourceId } from '../assembly';
import type { Explanation } from './explanation';
import { plainStyles, type Styles } from './styles';

/** An explanation for people: one fact a line, behind what it is a fact of. */
export function explanationText(about: Explanation, output: string, styles: Styles = plainStyles): string {
  const { origin, file } = about;
  const rows: readonly (readonly [label: string, values: readonly string[]])[] = [
    ['kind', [about.kind]],
    ['owner', [about.owner === '' ? 'the environment' : about.owner]],
    ['renamed', about.renamedFrom === undefined ? [] : [`from ${about.renamedFrom}`]],
    ['construct', origin ? [origin.path] : []],
    ['source', origin?.source === undefined ? [] : [origin.source]],
    ['file', file === undefined ? [] : [`${output}/${file}`]],
    ['uses', about.uses.map((edge) => edgeText(edge, edge.to))],
    ['used by', about.usedBy.map((edge) => edgeText(edge, edge.from))],
    ['owns', about.owns],
    ...Object.entries(about.facts),
    ['accepted', about.acknowledgements.map(({ code, reason }) => `${code}: ${reason}`)],
  ];
  const shown = rows.filter(([, values]) => values.length > 0);
  const width = Math.max(...shown.map(([label]) => label.length));
  const lines = shown.flatMap(([label, values]) =>
    values.map((value, index) => `  ${styles.faint((index === 0 ? label : '').padEnd(width))}  ${value}\n`),
  );
  return `${styles.strong(`${about.environment}/${about.id}`)}\n${lines.join('')}`;
}

function edgeText({ kind, port }: Edge, other: ResourceId): string {
  const where = port ? ` ${port.protocol.toLowerCase()}/${String(port.number)} (${port.name})` : '';
  return `${nameOf(other)}${where}, ${kind}`;
}

function nameOf(id: ResourceId): string {
  const { stack, group, name } = identityParts(id);
  return group === 'plinth' ? `${stack}/${name}` : id;
}
