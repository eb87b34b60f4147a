import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { PlinthError, type Finding } from '../core';
import type { Connection } from './connection';
import { claimDesk } from './desk/origin';
import { problemIn } from './ssh/remote';
import { sshFinding } from './ssh/ssh-findings';

/** Where kubeadm leaves the credentials of an administrator. */
const adminConf = '/etc/kubernetes/admin.conf';

/** Credentials of an administrator, or why there are none yet. */
export type Credentials =
  | { readonly kind: 'found'; readonly text: string; readonly from: string }
  /** The hosts answer, and no cluster has been begun on them. */
  | { readonly kind: 'none' };

/**
 * The credentials of the desk; where it has none, those of the first control host that has them, which the desk then keeps.
 *
 * @throws PlinthError where no control host answers
 */
export async function credentialsOf({ environment, desk, origin, remote }: Connection): Promise<Credentials> {
  if (existsSync(desk.kubeconfig)) {
    return { kind: 'found', text: readFileSync(desk.kubeconfig, 'utf8'), from: desk.kubeconfig };
  }
  const findings: Finding[] = [];
  const keepers = remote.targets.filter(({ isControl }) => isControl);
  for (const target of keepers) {
    const outcome = await remote.sh(target, `[ ! -f ${adminConf} ] || cat ${adminConf}\n`);
    const problem = problemIn(outcome);
    if (problem) {
      findings.push(sshFinding(environment, target, problem));
      continue;
    }
    const text = outcome.output.toString('utf8');
    if (text.trim() === '') continue;
    claimDesk(desk, origin);
    writeFileSync(desk.kubeconfig, text, { mode: 0o600 });
    return { kind: 'found', text, from: target.host };
  }
  if (findings.length > 0 && findings.length === keepers.length) throw new PlinthError(findings);
  return { kind: 'none' };
}
