import type { Assembly, Provenance } from '../assembly';
import { sortFindings, type Finding } from '../core';
import { ruleContext } from './rule-context';
import { rules } from './rules';

/**
 * Everything that the rules find in an environment, acknowledged or not, sorted.
 *
 * With provenance the findings say where things were declared; all else is the same without it.
 */
export function check(assembly: Assembly, provenance: Provenance = {}): readonly Finding[] {
  const found: Finding[] = [];
  const context = ruleContext(assembly, provenance, found);
  for (const rule of rules) rule.check(context);
  return sortFindings(found);
}
