import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finding, isJsonObject, PlinthError } from '../core';
import { identityParts, resourcesOf, type Assembly } from '../assembly';
import type { Desk } from './desk/desk';
import { replaceWhole } from './desk/whole-file';
import { authoritiesUnreadable } from './findings';
import type { Runner } from './run/command';
import { problemOf } from './run/spawn-runner';
import { tryJson } from './run/try-json';

/** A second copy of the keys of Plinth's own authorities, encrypted: whoever has it can go on from another machine. */
export interface AuthorityCopy {
  readonly environment: string;
  /** Names of those whose keys a desk makes and keeps. */
  readonly authorities: readonly string[];
  readonly file: string;
  /** The program `ansible-vault`, or a path to it. */
  readonly vault: string;
  readonly passwordFile: string;
}

type Files = Readonly<Record<string, string>>;

/** `ansible-vault` stands beside `ansible-playbook`. */
export function vaultBeside(ansible: string): string {
  return ansible.includes('/') ? join(dirname(ansible), 'ansible-vault') : 'ansible-vault';
}

/** Names of the authorities whose keys are made on a desk. */
export function ownAuthorities(assembly: Assembly): readonly string[] {
  return resourcesOf(assembly, 'certificate-authority')
    .filter(({ spec }) => spec.owner === 'plinth' && spec.keyOn === 'control-node')
    .map(({ id }) => identityParts(id).name);
}

/**
 * Brings authorities to a desk that lacks them. Returns the names of what was brought.
 *
 * Where the copy lacks anything that there is or will be, it is seen first whether it can be written: hosts would trust an authority
 * whose key is nowhere else. A copy that has all may stand where nobody can write.
 *
 * @throws PlinthError `authorities-unreadable` where the copy cannot be decrypted, the desk has another authority of the same name,
 *   or a copy that is to be written cannot be
 */
export async function restoreAuthorities(run: Runner, desk: Desk, copy: AuthorityCopy): Promise<readonly string[]> {
  const kept = existsSync(copy.file) ? await decrypted(run, copy) : undefined;
  const own = filesOf(desk);
  for (const [name, text] of Object.entries(kept ?? {})) {
    if (own[name] !== undefined && own[name] !== text) {
      throw unreadable(
        copy,
        `The desk ${desk.folder} and ${copy.file} both have ${name}, and they differ: two authorities of one name.`,
        'Find out which of them hosts trust (plinth status), and put the other copy aside. Neither was changed.',
      );
    }
  }
  const files = [...Object.keys(own), ...copy.authorities.map((name) => `${name}.key`)];
  if (files.some((name) => kept?.[name] === undefined)) refuseUnwritable(copy);
  // Decrypting tries the program and the password; where there is nothing to decrypt, this does.
  if (!kept) await encrypted(run, copy, '{}\n');
  const missing = Object.entries(kept ?? {}).filter(([name]) => own[name] === undefined);
  mkdirSync(desk.pki, { recursive: true, mode: 0o700 });
  for (const [name, text] of missing) writeFileSync(join(desk.pki, name), text, { mode: 0o600 });
  return missing.map(([name]) => name);
}

function refuseUnwritable(copy: AuthorityCopy): void {
  try {
    accessSync(dirname(copy.file), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(copy, error);
  }
}

/**
 * Writes the copy where the desk has anything that it lacks. Returns whether it was written.
 *
 * @throws PlinthError `authorities-unreadable` where it cannot be encrypted or written
 */
export async function copyAuthorities(run: Runner, desk: Desk, copy: AuthorityCopy): Promise<boolean> {
  const files = filesOf(desk);
  if (Object.keys(files).length === 0) return false;
  const kept = existsSync(copy.file) ? await decrypted(run, copy) : {};
  if (Object.entries(files).every(([name, text]) => kept[name] === text)) return false;
  const content = { schema: 1, environment: copy.environment, files: { ...kept, ...files } };
  const text = await encrypted(run, copy, `${JSON.stringify(content, null, 2)}\n`);
  try {
    replaceWhole(copy.file, text);
  } catch (error) {
    throw unwritable(copy, error);
  }
  return true;
}

async function encrypted(run: Runner, copy: AuthorityCopy, input: string): Promise<Buffer> {
  const outcome = await run({
    program: copy.vault,
    args: ['encrypt', '--vault-password-file', copy.passwordFile, '--output', '-', '-'],
    input,
  });
  if (outcome.exitCode === 0) return outcome.output;
  throw unreadable(copy, `It could not be encrypted: ${problemOf(outcome)}`, vaultFix(copy));
}

async function decrypted(run: Runner, copy: AuthorityCopy): Promise<Files> {
  const args = ['decrypt', '--vault-password-file', copy.passwordFile, '--output', '-', copy.file];
  const outcome = await run({ program: copy.vault, args });
  if (outcome.exitCode !== 0) {
    throw unreadable(copy, `${copy.file} could not be decrypted: ${problemOf(outcome)}`, vaultFix(copy));
  }
  const content = tryJson(outcome.output.toString('utf8'));
  const files = isJsonObject(content) ? content['files'] : undefined;
  if (!isJsonObject(content) || !isJsonObject(files)) {
    throw unreadable(copy, `${copy.file} is no copy of authorities.`, 'Say another file: --ca-copy FILE.');
  }
  if (content['environment'] !== copy.environment) {
    throw unreadable(
      copy,
      `${copy.file} holds the authorities of ${JSON.stringify(content['environment'])}, not of "${copy.environment}".`,
      'Every environment has a copy of its own: --ca-copy FILE.',
    );
  }
  // Names become paths: nothing that leads elsewhere is believed.
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) =>
      typeof text === 'string' && basename(name) === name ? [[name, text] as const] : [],
    ),
  );
}

function filesOf(desk: Desk): Files {
  if (!existsSync(desk.pki)) return {};
  const names = readdirSync(desk.pki).filter((name) => /\.(key|crt)$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(desk.pki, name), 'utf8')]));
}

function vaultFix({ passwordFile, vault }: AuthorityCopy): string {
  return `${vault} must be there, and ${passwordFile} must hold the password by which the copy was made.`;
}

function unwritable(copy: AuthorityCopy, error: unknown): PlinthError {
  return unreadable(
    copy,
    `${copy.file} cannot be written: ${(error as Error).message}`,
    `Its folder must be there, must be yours, and must have room: mkdir -p ${dirname(copy.file)}`,
  );
}

function unreadable({ environment }: AuthorityCopy, detail: string, fix: string): PlinthError {
  return new PlinthError([finding(authoritiesUnreadable, { path: environment, detail, fix })]);
}
