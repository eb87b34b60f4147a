import { PlinthError } from '../../core';
import { parseObservation } from '../observe/host-observation';
import { observeScript } from '../observe/observe-script';
import { problemIn, type Remote } from '../ssh/remote';
import { sshFinding } from '../ssh/ssh-findings';
import type { Target } from '../ssh/targets';
import { parseHolder } from './holder';
import { lockIsHeld, type Lock } from './lock';
import { releaseScript, removeScript, takenBy, takeScript } from './lock-script';

/**
 * A lock on every control host. All take the hosts in one order: of two that come at once, one gets the first host and with it all others.
 */
export function hostLock(environment: string, remote: Remote): Lock {
  const keepers = remote.targets.filter(({ isControl }) => isControl);
  // Where a lock of ours can be.
  let asked = keepers;
  const releaseOn = async (targets: readonly Target[], run: string): Promise<readonly string[]> => {
    const outcomes = await Promise.all(targets.map((target) => remote.sh(target, releaseScript(run))));
    return targets.filter((_, index) => outcomes[index]?.exitCode !== 0).map(({ host }) => host);
  };
  return {
    take: async (holder, silent = new Set()) => {
      asked = keepers.filter(({ host }) => !silent.has(host));
      const taken: Target[] = [];
      for (const target of asked) {
        const outcome = await remote.sh(target, takeScript(holder));
        const problem = problemIn(outcome);
        const other = problem ? undefined : takenBy(outcome.output.toString('utf8'));
        if (problem === undefined && other === undefined) {
          taken.push(target);
          continue;
        }
        await releaseOn(taken, holder.run);
        if (problem) throw new PlinthError([sshFinding(environment, target, problem)]);
        throw lockIsHeld(environment, target.host, parseHolder(other ?? ''));
      }
    },
    release: (run) => releaseOn(asked, run),
    holders: async () => {
      const found = await Promise.all(
        keepers.map(async (target) => {
          const outcome = await remote.sh(target, observeScript(environment));
          const problem = problemIn(outcome);
          if (problem) throw new PlinthError([sshFinding(environment, target, problem)]);
          const { holder, lock } = parseObservation(outcome.output.toString('utf8')) ?? {};
          return holder && lock !== undefined ? [{ where: target.host, holder, content: lock }] : [];
        }),
      );
      return found.flat();
    },
    remove: async (found) => {
      await Promise.all(
        keepers.map(async (target) => {
          const shown = found.find(({ where }) => where === target.host);
          if (!shown) return;
          const problem = problemIn(await remote.sh(target, removeScript(shown.content)));
          if (problem) throw new PlinthError([sshFinding(environment, target, problem)]);
        }),
      );
    },
  };
}
