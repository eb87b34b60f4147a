import { finding, PlinthError, type Finding } from '../../core';
import type { Assembly } from '../../assembly';
import { deployedUnreadable } from '../findings';
import type { Answers } from '../observe/observe';
import { newestRecord } from '../observe/observe';
import { problemIn, type Remote } from '../ssh/remote';
import { sshFinding } from '../ssh/ssh-findings';
import type { Runner } from '../run/command';
import { assemblyIn } from './archive';
import { readArchiveScript, writeRecordScript, type RecordFiles } from './record-script';

/**
 * The assembly that is recorded as deployed on the control hosts; undefined where none is.
 *
 * @param to - what is declared: where its digest is the recorded one, nothing has to be fetched
 */
export async function deployedOnHosts(
  run: Runner,
  remote: Remote,
  answers: Answers,
  to: { readonly assembly: Assembly; readonly digest: string },
): Promise<Assembly | undefined> {
  const environment = to.assembly.environment.name;
  const newest = newestRecord(answers);
  if (!newest) return undefined;
  const { record, host } = newest;
  if (record.digest === to.digest) return to.assembly;
  const target = remote.targets.find((one) => one.host === host);
  if (!target) return undefined;
  const outcome = await remote.sh(target, readArchiveScript(record.digest), { timeoutSeconds: 120 });
  const problem = problemIn(outcome);
  if (problem?.kind === 'failed') {
    throw new PlinthError([
      finding(deployedUnreadable, {
        path: `${environment}/${host}`,
        detail: `${host} says that ${record.digest} is deployed, and has no archive of it: ${problem.said}`,
        fix: `Say from what the plan starts: plinth plan ${environment} --from DIR, the dist/ of the commit that was applied last.`,
      }),
    ]);
  }
  if (problem) throw new PlinthError([sshFinding(environment, target, problem)]);
  const archive = Buffer.from(outcome.output.toString('latin1'), 'base64');
  return assemblyIn(run, archive, { environment, digest: record.digest, where: host });
}

/** Writes on every control host what is deployed from now on. Returns what kept a host from having it. */
export async function recordOnHosts(
  environment: string,
  remote: Remote,
  files: RecordFiles,
): Promise<readonly Finding[]> {
  const script = writeRecordScript(files);
  const keepers = remote.targets.filter(({ isControl }) => isControl);
  const found = await Promise.all(
    keepers.map(async (target) => {
      const problem = problemIn(await remote.sh(target, script, { timeoutSeconds: 120 }));
      return problem ? [sshFinding(environment, target, problem)] : [];
    }),
  );
  return found.flat();
}
