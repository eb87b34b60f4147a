import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finding, PlinthError } from '../../core';
import { readAssembly, type Assembly } from '../../assembly';
import { assemblyDigest } from '../../diff';
import { deployedUnreadable } from '../findings';
import type { Runner } from '../run/command';
import { problemOf } from '../run/spawn-runner';

/** An environment's folder of dist/ as a compressed archive, of which people can read everything with tar. */
export async function archiveOf(run: Runner, dist: string, environment: string): Promise<Buffer> {
  const outcome = await run({ program: 'tar', args: ['-czf', '-', '-C', dist, environment] });
  if (outcome.exitCode !== 0) throw new Error(`tar could not pack ${environment}: ${problemOf(outcome)}`);
  return outcome.output;
}

/**
 * The assembly in an archive.
 *
 * @throws PlinthError `deployed-unreadable` where it is damaged, or not the one that its record names
 */
export async function assemblyIn(
  run: Runner,
  archive: Uint8Array,
  expected: { readonly environment: string; readonly digest: string; readonly where: string },
): Promise<Assembly> {
  const { environment, digest, where } = expected;
  const folder = mkdtempSync(join(tmpdir(), 'plinth-deployed-'));
  const unreadable = (detail: string): PlinthError =>
    new PlinthError([
      finding(deployedUnreadable, {
        path: environment,
        detail: `What ${where} keeps as deployed ${detail}.`,
        fix: `Say from what the plan starts: plinth plan ${environment} --from DIR, the dist/ of the commit that was applied last.`,
      }),
    ]);
  try {
    const outcome = await run({ program: 'tar', args: ['-xzf', '-', '-C', folder], input: archive });
    if (outcome.exitCode !== 0) throw unreadable(`is no archive: ${problemOf(outcome)}`);
    const assembly = readAssembly(folder, environment);
    const found = assemblyDigest(assembly);
    if (found !== digest) throw unreadable(`has the digest ${found}, and its record says ${digest}`);
    return assembly;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
