import { resolve } from 'node:path';
import {
  claimDesk,
  copyAuthorities,
  ownAuthorities,
  restoreAuthorities,
  vaultBeside,
  type AuthorityCopy,
  type Connection,
} from '../apply';
import type { Assembly } from '../assembly';
import type { ApplyOptions } from './apply';
import { isPlinthError } from './error-text';
import { Failure } from './failure';
import type { VerbContext } from './verb';

type Context = VerbContext<ApplyOptions>;

/** The second copy of authorities, while one run goes on. */
export interface CaCopy {
  /** Copies what is new, one at a time. Never throws: what fails is told, and tried again at the end. */
  readonly copySoon: () => void;
  /** Waits for what goes on. */
  readonly settled: () => Promise<void>;
  /** Copies what is new, and returns what keeps it from that. */
  readonly finish: () => Promise<Error | undefined>;
}

/**
 * Brings authorities from the copy to the desk, after seeing that the copy can be written if it will have to be.
 *
 * @throws PlinthError `authorities-unreadable`; nothing has been begun then
 */
export async function openCopy(
  copy: AuthorityCopy | undefined,
  connection: Connection,
  { terminal }: Context,
): Promise<CaCopy | undefined> {
  if (!copy) return undefined;
  const { run, desk, origin } = connection;
  const brought = await restoreAuthorities(run, desk, copy);
  if (brought.length > 0) {
    claimDesk(desk, origin);
    terminal.note(`Brought from the copy to this desk: ${brought.join(', ')}\n`);
  }
  const attempt = async (): Promise<Error | undefined> => {
    try {
      await copyAuthorities(run, desk, copy);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  };
  let last: Promise<void> = Promise.resolve();
  return {
    copySoon: () => {
      last = last.then(attempt).then((error) => {
        if (error === undefined) return;
        terminal.warn(
          `The keys of authorities are on this desk only. ${reasonOf(error)} It is tried again at the end.\n`,
        );
      });
    },
    settled: () => last,
    finish: attempt,
  };
}

/** What the command line says of the copy. */
export function copyOf(
  assembly: Assembly,
  ansible: string,
  { options, surroundings }: Context,
): AuthorityCopy | undefined {
  if (options.caCopy === undefined) return undefined;
  const password = options.vaultPasswordFile ?? surroundings.env['ANSIBLE_VAULT_PASSWORD_FILE'];
  if (password === undefined) {
    throw new Failure('the copy of the authorities needs a password', 'Say --vault-password-file FILE.');
  }
  const path = (file: string): string => resolve(surroundings.cwd, file);
  return {
    ...{ environment: assembly.environment.name, authorities: ownAuthorities(assembly) },
    ...{ file: path(options.caCopy), vault: vaultBeside(ansible), passwordFile: path(password) },
  };
}

function reasonOf(error: Error): string {
  return isPlinthError(error) ? error.findings.map(({ detail }) => detail).join(' ') : error.message;
}
