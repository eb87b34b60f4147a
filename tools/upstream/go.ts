import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorCode } from './error-code';

const run = promisify(execFile);

/**
 * Runs the `go` command in a module's folder and returns what it prints. Never changes a go.mod.
 *
 * @param environment - Variables beside those of this process. Without `CGO_ENABLED` here, nothing written in C is built.
 */
export async function go(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', ...environment, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  try {
    const { stdout } = await run('go', args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    throw errorCode(error) === 'ENOENT' ? new Error(goMissing, { cause: error }) : error;
  }
}

const goMissing =
  'The command "go" was not found. The programs in tools/upstream are built from their Go modules: ' +
  'install the Go release that tools/upstream/*/go.mod name, or a newer one, and put it on the PATH.';
