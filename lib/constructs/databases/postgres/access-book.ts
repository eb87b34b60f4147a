import type { IConstruct } from 'constructs';
import { EdgeBook, type BookedEdge, type JsonObject } from '../../../core';
import type { DeclaredRole } from './access';
import type { ConnectOptions } from './postgres-props';

/** A role as one consumer asks for it. */
export interface AccessRequest extends DeclaredRole {
  readonly consumer: IConstruct;
  readonly options: ConnectOptions;
}

/** What a grant says, with what its author said beside it: the grant alone stands in the assembly. */
const granted = new WeakMap<JsonObject, DeclaredRole & { readonly options: ConnectOptions }>();

/** The grant that an edge carries, in the words that reviewers read. */
export function grantOf(declared: DeclaredRole, options: ConnectOptions): JsonObject {
  const { database, role, access } = declared;
  const grant: JsonObject = { database, role, access };
  granted.set(grant, { ...declared, options });
  return grant;
}

/** What consumers ask of a cluster, by the edges that end at its parts. */
export function accessRequests(targets: readonly IConstruct[]): readonly AccessRequest[] {
  return targets.flatMap((target) => EdgeBook.of(target).to(target).flatMap(requestOf));
}

/** Every role once. Where two ask in different ways the first one counts, and a finding says so. */
export function rolesOf(requests: readonly AccessRequest[]): readonly DeclaredRole[] {
  const roles = new Map<string, DeclaredRole>();
  for (const { role, database, access } of requests) if (!roles.has(role)) roles.set(role, { role, database, access });
  return [...roles.values()].sort((a, b) => (a.role < b.role ? -1 : 1));
}

function requestOf({ consumer, grant }: BookedEdge): readonly AccessRequest[] {
  const known = grant && granted.get(grant);
  return known ? [{ ...known, consumer }] : [];
}
