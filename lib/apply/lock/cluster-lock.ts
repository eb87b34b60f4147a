import { isJsonObject, PlinthError, finding, type Finding, type Json } from '../../core';
import { clusterUnreachable, programMissing } from '../findings';
import { recordName, recordNamespace } from '../observe/observe-script';
import { problemOf } from '../run/spawn-runner';
import { isMissing, type Outcome, type Runner } from '../run/command';
import { parseHolder, type Holder } from './holder';
import { lockIsHeld, type HeldLock, type Lock } from './lock';

/** A lock for environments without hosts of their own: an object in the cluster, which only one can create. */
export function clusterLock(environment: string, run: Runner, kubeconfig: string): Lock {
  const name = `${recordName(environment)}-lock`;
  const kubectl = (...args: readonly string[]): Promise<Outcome> =>
    run({
      program: 'kubectl',
      args: ['-n', recordNamespace, ...args],
      env: { KUBECONFIG: kubeconfig },
      timeoutSeconds: 60,
    });
  const held = async (): Promise<HeldLock | undefined> => {
    const outcome = await kubectl('get', 'configmap', name, '--ignore-not-found', '-o', 'json');
    if (outcome.exitCode !== 0) throw unreachable(environment, outcome);
    const text = outcome.output.toString('utf8');
    if (text.trim() === '') return undefined;
    const written = holderIn(text);
    return {
      where: 'cluster',
      holder: parseHolder(written),
      content: Buffer.from(written).toString('base64'),
    };
  };
  const holder = async (): Promise<Holder | undefined> => (await held())?.holder;
  const remove = (): Promise<Outcome> => kubectl('delete', 'configmap', name, '--ignore-not-found');
  return {
    take: async (own) => {
      const create = (): Promise<Outcome> =>
        kubectl('create', 'configmap', name, `--from-literal=holder=${JSON.stringify(own)}`);
      const outcome = await create();
      if (outcome.exitCode === 0) return;
      const other = await holder();
      if (other && other.desk !== own.desk) throw lockIsHeld(environment, 'The cluster', other);
      if (other) await remove();
      const again = await create();
      if (again.exitCode !== 0) throw unreachable(environment, again);
    },
    release: async (own) => {
      const other = await holder().catch(() => undefined);
      if (other?.run !== own) return [];
      return (await remove()).exitCode === 0 ? [] : ['cluster'];
    },
    holders: async () => {
      const found = await held();
      return found ? [found] : [];
    },
    remove: async ([shown]) => {
      if (!shown || (await held())?.content !== shown.content) return;
      const outcome = await remove();
      if (outcome.exitCode !== 0) throw unreachable(environment, outcome);
    },
  };
}

/**
 * Why kubectl has no answer for us: `program-missing` where there is no kubectl, `cluster-unreachable` for all that it says itself.
 *
 * @param credentials - the file that was said to hold them; kubectl does not name it
 */
export function unreachable(environment: string, outcome: Outcome, credentials?: string): PlinthError {
  const withThem = credentials === undefined ? '' : ` with the credentials in ${credentials}`;
  if (isMissing(outcome)) return new PlinthError([kubectlMissing(environment)]);
  return new PlinthError([
    finding(clusterUnreachable, {
      path: environment,
      detail: `kubectl could not ask the cluster${withThem}: ${problemOf(outcome)}`,
      fix: 'Say which cluster and as whom: --kubeconfig FILE, --context NAME. `kubectl get nodes` with the same settings must work.',
    }),
  ]);
}

/** @param path - where it was needed */
function kubectlMissing(path: string): Finding {
  return finding(programMissing, {
    path,
    detail: 'There is no program "kubectl" in PATH, which asks the cluster.',
    fix: 'Install kubectl of the cluster’s minor, or one beside it, on this machine: https://kubernetes.io/docs/tasks/tools/.',
  });
}

function holderIn(text: string): string {
  try {
    const object = JSON.parse(text) as Json;
    const data = isJsonObject(object) ? object['data'] : undefined;
    const value = isJsonObject(data) ? data['holder'] : undefined;
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
