import { nearestName, type Report } from '../../../core';
import { groupOf, identifierProblem, longestDatabase, ownRoles, suggestedIdentifier } from './access';
import type { AccessRequest } from './access-book';
import {
  poolerMissing,
  poolerSession,
  postgresDatabaseUnknown,
  postgresNameInvalid,
  postgresNameReserved,
  postgresOwnerUnstated,
  postgresRoleConflict,
} from './access-findings';
import type { PoolerSettings } from './pooler';

/** What a cluster offers, as far as it decides whether a request can be met. */
export interface AccessOffer {
  readonly databases: readonly string[];
  readonly pooler: PoolerSettings | undefined;
}

/** Databases of PostgreSQL itself. */
const reservedDatabases = ['postgres', 'template0', 'template1'];

/** Names whose secret `<cluster>-<role>` would be one of the cluster's own. */
const reservedRoles: readonly string[] = [...Object.values(ownRoles), 'superuser', 'patroni', 'public', 'none'];

export function databaseProblems(databases: readonly string[]): readonly Report[] {
  return databases.flatMap((database) => {
    const wrong = identifierProblem(database, longestDatabase);
    if (wrong !== undefined) {
      const fix = `Did you mean "${suggestedIdentifier(database, longestDatabase)}"?`;
      return [{ kind: postgresNameInvalid, detail: `The database "${database}" ${wrong}.`, fix }];
    }
    if (!reservedDatabases.includes(database) && !database.startsWith('pg_')) return [];
    const detail = `The database "${database}" is one of PostgreSQL itself.`;
    return [{ kind: postgresNameReserved, detail, fix: 'Name it after what it holds, such as "orders".' }];
  });
}

/** What is wrong with what consumers ask for, each by itself and all together. */
export function accessProblems(requests: readonly AccessRequest[], offer: AccessOffer): readonly Report[] {
  const roles = [...new Set(requests.map(({ role }) => role))].sort();
  return [
    ...roles.flatMap((role) => roleNameProblems(role, offer)),
    ...roles.flatMap((role) => roleConflicts(requests.filter((request) => request.role === role))),
    ...offer.databases.flatMap((database) => ownerProblems(database, requests)),
    ...requests.flatMap((request) => requestProblems(request, offer)),
  ];
}

function roleNameProblems(role: string, { databases }: AccessOffer): readonly Report[] {
  const wrong = identifierProblem(role);
  if (wrong !== undefined) {
    const fix = `Did you mean "${suggestedIdentifier(role)}"?`;
    return [{ kind: postgresNameInvalid, detail: `The role "${role}" ${wrong}.`, fix }];
  }
  const groups = databases.flatMap((database) =>
    (['owner', 'read-write', 'read-only'] as const).map((access) => groupOf(database, access)),
  );
  if (!reservedRoles.includes(role) && !groups.includes(role) && !role.startsWith('pg_')) return [];
  const detail = `The role "${role}" is one of PostgreSQL or of the cluster itself.`;
  return [{ kind: postgresNameReserved, detail, fix: 'Name it after the consumer, such as "checkout".' }];
}

function roleConflicts(requests: readonly AccessRequest[]): readonly Report[] {
  const [first, ...others] = requests;
  if (!first) return [];
  const said = ({ consumer, database, access }: AccessRequest): string =>
    `"${consumer.node.path}" asks for it as ${access} of "${database}"`;
  const other = others.find(({ database, access }) => database !== first.database || access !== first.access);
  if (!other) return [];
  const detail = `The role "${first.role}" has one database and one access: ${said(first)}, and ${said(other)}.`;
  return [{ kind: postgresRoleConflict, detail, fix: 'Give each consumer a role of its own.' }];
}

function ownerProblems(database: string, requests: readonly AccessRequest[]): readonly Report[] {
  const owners = requests.filter((request) => request.database === database && request.access === 'owner');
  const names = [...new Set(owners.map(({ role }) => role))].sort();
  const unstated = owners.findLast(({ options }) => options.access === undefined);
  if (names.length < 2 || !unstated) return [];
  const detail = `${names.map((name) => `"${name}"`).join(' and ')} would own "${database}", and "${unstated.role}" does not say that it wants to.`;
  const fix = `Say what each may do: url('${unstated.role}', { access: 'read-only' }), 'read-write' or 'owner'.`;
  return [{ kind: postgresOwnerUnstated, detail, fix }];
}

function requestProblems(request: AccessRequest, offer: AccessOffer): readonly Report[] {
  const { consumer, database, role, options } = request;
  const { pooler } = offer;
  const problems: Report[] = [];
  if (!offer.databases.includes(database)) {
    const nearest = nearestName(database, offer.databases);
    const detail = `"${consumer.node.path}" asks for the database "${database}"; the cluster has ${offer.databases.map((name) => `"${name}"`).join(', ')}.`;
    const fix = nearest === undefined ? `Add it: databases: [..., '${database}'].` : `Did you mean "${nearest}"?`;
    problems.push({ kind: postgresDatabaseUnknown, detail, fix });
  }
  if (options.pooled === true && !pooler) {
    const detail = `"${consumer.node.path}" asks for a pooled connection, and the cluster has no pooler.`;
    problems.push({
      kind: poolerMissing,
      detail,
      fix: 'Give the cluster one, pooler: Pooler.transaction({ image }), or leave `pooled` out.',
    });
  }
  const session = options.session ?? [];
  if (session.length > 0 && pooler?.mode === 'transaction' && options.pooled !== false) {
    const detail = `"${consumer.node.path}" needs ${session.join(', ')}, and the pooler lends a connection for one transaction.`;
    problems.push({
      kind: poolerSession,
      detail,
      fix: `Connect past it, url('${role}', { pooled: false }), or use Pooler.session.`,
    });
  }
  return problems;
}
