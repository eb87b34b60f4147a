import { groupOf, ownRoles, type Access, type DeclaredRole } from './access';

export interface Grants {
  readonly databases: readonly string[];
  readonly roles: readonly DeclaredRole[];
  /** Whether a pooler asks for verifiers of passwords. */
  readonly pooler: boolean;
  /** Whether an exporter reads statistics. */
  readonly monitoring: boolean;
}

const levels: readonly Access[] = ['owner', 'read-write', 'read-only'];

/**
 * The SQL that brings a cluster to what its consumers declare. It holds no password.
 *
 * It may run any number of times; it never drops a role, a database or a table.
 */
export function grantsSql(name: string, grants: Grants): string {
  const databases = [...grants.databases].sort();
  const roles = [...grants.roles].sort(byRole);
  const kept = [...roles.map(({ role }) => role), ...extraRoles(grants).map(({ role }) => role)].sort();
  return [
    `-- Who may do what in "${name}", as its consumers declare it. grants.sh runs this; it may run any number of times.`,
    '\\set ON_ERROR_STOP on',
    '\\ir library.sql',
    ...databases.flatMap(databaseStatements),
    '',
    '-- roles',
    ...extraRoles(grants).map(({ role, group }) => `SELECT pg_temp.login_role('${role}', ${group});`),
    ...roles.flatMap(roleStatements),
    `SELECT pg_temp.retire_all_but(ARRAY[${kept.map((role) => `'${role}'`).join(', ')}]::name[]);`,
    ...databases.flatMap((database) => insideDatabase(database, grants)),
    '',
  ].join('\n');
}

/** One line a role that logs in: its name, its database, and the variable that holds its password. */
export function rolesText(grants: Grants): string {
  const own = extraRoles(grants).map(({ role }) => ({ role, database: grants.databases[0] ?? 'postgres' }));
  return [...own, ...[...grants.roles].sort(byRole)]
    .map(({ role, database }) => `${role} ${database} ${passwordVariable(role)}\n`)
    .join('');
}

/** The environment variable of the password of a role. */
export function passwordVariable(role: string): string {
  return `PASSWORD_${role.toUpperCase()}`;
}

function extraRoles({ pooler, monitoring }: Grants): readonly { readonly role: string; readonly group: string }[] {
  return [
    ...(pooler ? [{ role: ownRoles.pooler, group: 'NULL' }] : []),
    ...(monitoring ? [{ role: ownRoles.monitoring, group: `'pg_monitor'` }] : []),
  ];
}

function databaseStatements(database: string): readonly string[] {
  const owners = groupOf(database, 'owner');
  return [
    '',
    `-- database ${database}`,
    ...levels.map((access) => `SELECT pg_temp.group_role('${groupOf(database, access)}');`),
    `SELECT pg_temp.refuse_foreign_database('${database}', '${owners}');`,
    `SELECT 'CREATE DATABASE ${database} OWNER ${owners}'`,
    `  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}') \\gexec`,
  ];
}

function roleStatements({ role, database, access }: DeclaredRole): readonly string[] {
  const group = groupOf(database, access);
  const actsAs = access === 'owner' ? `'${group}'` : 'NULL';
  return [
    `SELECT pg_temp.login_role('${role}', '${group}');`,
    `SELECT pg_temp.acts_as('${role}', '${database}', ${actsAs});`,
  ];
}

function insideDatabase(database: string, { pooler, monitoring }: Grants): readonly string[] {
  const groups = levels.map((access) => `'${groupOf(database, access)}'`).join(', ');
  return [
    '',
    `\\connect ${database}`,
    '\\ir library.sql',
    `SELECT pg_temp.grant_groups(${groups});`,
    ...(pooler ? [`SELECT pg_temp.answer_pooler('${ownRoles.pooler}');`] : []),
    ...(monitoring ? [`GRANT CONNECT ON DATABASE ${database} TO ${ownRoles.monitoring};`] : []),
  ];
}

function byRole(a: DeclaredRole, b: DeclaredRole): number {
  return a.role < b.role ? -1 : 1;
}
