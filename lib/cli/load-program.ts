import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { types } from 'node:util';
import { isJsonObject, PlinthError, type Json } from '../core';
import { collectApps, type App } from '../program';
import { authorLine } from './author-line';
import { isPlinthError } from './error-text';
import { Failure } from './failure';

const defaultApp = 'stacks/main.ts';

/**
 * Loads the program and returns the apps that it made. Works whether or not it calls `app.synth()`; a program that has to wait
 * for something exports its promise.
 *
 * @throws Failure when there is no program, and whatever the program throws
 */
export async function loadProgram(cwd: string, app: string | undefined): Promise<readonly App[]> {
  const file = programFile(cwd, app);
  try {
    return await collectApps(() => {
      const loaded: unknown = createRequire(file)(file);
      return types.isPromise(loaded) ? loaded : defaultExport(loaded);
    });
  } catch (error) {
    throw isPlinthError(error) ? placed(error, authorLine(error, cwd)) : error;
  }
}

/** What is thrown while a program is built does not know its line, as findings of a synthesis do. */
function placed(error: PlinthError, line: string | undefined): PlinthError {
  if (line === undefined) return error;
  return new PlinthError(error.findings.map((one) => (one.source === undefined ? { ...one, source: line } : one)));
}

function defaultExport(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'default') : undefined;
}

/** Where the program is, said or assumed. @throws Failure when nothing is there */
function programFile(cwd: string, app: string | undefined): string {
  const said = app ?? appOfPackage(cwd);
  const file = resolve(cwd, said ?? defaultApp);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return file;
  throw new Failure(
    stats ? `"${said ?? defaultApp}" is a folder, not a program` : `there is no program ${said ?? defaultApp}`,
    'Say where it is: --app FILE, or "plinth": { "app": "FILE" } in package.json.',
  );
}

function appOfPackage(cwd: string): string | undefined {
  const file = join(cwd, 'package.json');
  const manifest = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : undefined;
  const settings = isJsonObject(manifest) ? manifest['plinth'] : undefined;
  const app = isJsonObject(settings) ? settings['app'] : undefined;
  return typeof app === 'string' ? app : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Failure('package.json is no JSON', 'Mend it; `npm pkg get name` says where it breaks.');
  }
}
