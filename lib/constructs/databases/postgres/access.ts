/** What a role may do in its database: change its structure, change its rows, or look at them. */
export type Access = 'owner' | 'read-write' | 'read-only';

/** A role that a consumer logs in with, and what it may do. A role has one database. */
export interface DeclaredRole {
  readonly role: string;
  readonly database: string;
  readonly access: Access;
}

/** The roles of a cluster that are not a consumer's. */
export const ownRoles = {
  superuser: 'postgres',
  replication: 'standby',
  rewind: 'rewind',
  pooler: 'pooler',
  monitoring: 'monitoring',
} as const;

/** The role that all who may do the same in a database are members of. */
export function groupOf(database: string, access: Access): string {
  return `${database}_${access.replace('-', '_')}`;
}

/** The longest name of a database: its groups append `_read_write`, and PostgreSQL cuts names off after 63 bytes. */
export const longestDatabase = 52;

/** Why a name cannot be one of a role or database, or undefined. */
export function identifierProblem(name: string, longest = 63): string | undefined {
  if (name.length > longest) return `has ${String(name.length)} characters; ${String(longest)} are allowed`;
  // Names that need no quotes, so that a person at a prompt may type what stands here.
  return /^[a-z]([a-z0-9_]*[a-z0-9])?$/.test(name)
    ? undefined
    : 'may hold only lower-case letters, digits and "_", beginning with a letter and not ending with "_"';
}

/** A name that comes close and keeps the rule of identifiers: `session-db` becomes `session_db`. */
export function suggestedIdentifier(name: string, longest = 63): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return plain.slice(0, longest).replace(/^[_0-9]+|_+$/g, '') || 'name';
}
