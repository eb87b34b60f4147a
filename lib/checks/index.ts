// Rules over assemblies that cross layers, and the acknowledgements that settle their findings.
// It knows assemblies only, never constructs.
import type { Assembly, Provenance } from '../assembly';
import type { Finding } from '../core';

export interface Acknowledged {
  readonly finding: Finding;
  readonly reason: string;
}

export function check(_assembly: Assembly, _provenance?: Provenance): readonly Finding[] {
  return [];
}

export function settle(
  findings: readonly Finding[],
  _assembly: Assembly,
): { readonly open: readonly Finding[]; readonly acknowledged: readonly Acknowledged[] } {
  return { open: findings, acknowledged: [] };
}
