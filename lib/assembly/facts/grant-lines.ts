import { type JsonObject, textAt } from '../../core';
import type { Assembly } from '../model/assembly';
import { identityParts, type ResourceId } from '../model/identity';

/** What components grant to those that consume them: `desk/report -> read-only on database tickets of desk/tickets, as role report`. */
export function grantLines({ edges }: Assembly): readonly string[] {
  return edges.flatMap(({ from, to, grant }) => {
    return grant ? [`${componentText(from)} -> ${grantText(grant, componentText(to))}`] : [];
  });
}

/** Grants are the target's own data: members that not every database has stand behind as they are. */
function grantText({ access, database, role, ...others }: JsonObject, target: string): string {
  const known = { access, database, role };
  const [what, where, who] = [textAt({ access }, 'access'), ];
}

function componentText(id: ResourceId): string {
  const { stack, name } = identityParts(id);
  return `${stack}/${name}`;
}
