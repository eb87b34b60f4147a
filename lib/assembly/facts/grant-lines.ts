import { fieldAt, type Json, type JsonObject } from '../../core';
import type { Assembly } from '../model/assembly';
import { identityParts, type ResourceId } from '../model/identity';

/** What components grant to those that consume them: `shop/web -> read-only on database orders of shop/orders, as role web`. */
export function grantLines({ edges }: Assembly): readonly string[] {
  return edges.flatMap(({ from, to, grant }) => {
    return grant ? [`${componentText(from)} -> ${grantText(grant, componentText(to))}`] : [];
  });
}

/** What a grant says is up to its target: members without words of their own stand behind, as they are. */
function grantText(grant: JsonObject, target: string): string {
  const [access, database, role] = ['access', 'database', 'role'].map((name) => valueText(fieldAt(grant, name)));
  const others = Object.entries(grant)
    .filter(([name]) => !['access', 'database', 'role'].includes(name))
    .map(([name, value]) => `, ${name} ${valueText(value) ?? ''}`);
  const what = database === undefined ? target : `database ${database} of ${target}`;
  const who = role === undefined ? '' : `, as role ${role}`;
  return `${access ?? 'a grant'} on ${what}${who}${others.sort().join('')}`;
}

function valueText(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

function componentText(id: ResourceId): string {
  const { stack, name } = identityParts(id);
  return `${stack}/${name}`;
}
