import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { readAssembly, resourcesOf } from '../../../lib/assembly';
import { bedComponents } from '../../../tools/upstream';
import { site, type Site } from '../site';

const own = resolve(__dirname, '../../../dist');
const mirror = 'http://10.88.0.1:8000';

/** What stands outside of the hosts: the files of a mirror and the images of a registry. */
export interface SiteServer {
  readonly site: Site;
  /** SHA-256 of what the mirror has, by the name and version that the environment asks for. */
  readonly digests: Readonly<Record<string, string>>;
  /** The version that an artifact was really built from, `2.3.4`. */
  readonly versionOf: (artifact: string) => string;
  /** The folder with kubectl, of the same build as the cluster. */
  readonly programs: string;
  /** Serves where hosts reach it, until it is stopped. */
  readonly serve: (inControl: (command: readonly string[]) => readonly string[], log: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Makes the site of the environment `bed`; nothing is served yet.
 *
 * @param dist - The folder with the rendered environment. The repository's own unless it is given
 */
export async function siteServer(say: (line: string) => void, dist = own): Promise<SiteServer> {
  const made = await site(join(dist, 'bed'), mirror, say);
  const kubectl = (await bedComponents(say)).find(({ name }) => name === 'kubectl');
  let server: ChildProcess | undefined;
  return {
    site: made,
    digests: digestsOf(made, dist),
    versionOf: (artifact) => versionIn(made, artifact),
    programs: dirname(kubectl?.file ?? ''),
    serve: async (inControl, log) => {
      const script = resolve(__dirname, '../site/serve.js');
      const [program = '', ...args] = inControl([process.execPath, script, made.folder, log]);
      server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await ready(server);
    },
    stop: () => ended(server),
  };
}

/** @throws where the mirror has no such artifact */
function versionIn({ artifacts }: Site, name: string): string {
  const found = artifacts.find(({ path }) => path.includes(`/${name}-`) || path.endsWith(`/${name}`));
  if (!found) throw new Error(`The mirror has no artifact "${name}".`);
  return found.version.replace(/^v/, '');
}

/** By name and version, as the environment calls its packages. */
function digestsOf({ artifacts }: Site, dist: string): Readonly<Record<string, string>> {
  const byPath = new Map(artifacts.map(({ path, sha256 }) => [`${mirror}/${path}`, sha256]));
  const known = resourcesOf(readAssembly(dist, 'bed'), 'package').flatMap(({ id, spec }) => {
    const sha256 = spec.source.kind === 'artifact' ? byPath.get(spec.source.url) : undefined;
    const name = id.slice(id.lastIndexOf(':') + 1);
    return sha256 === undefined || spec.version === undefined ? [] : [[`${name} ${spec.version}`, sha256] as const];
  });
  return Object.fromEntries(known);
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (status) => {
      reject(new Error(`The site ended with ${String(status)} before it served anything.`));
    });
    server.stdout?.once('data', () => {
      resolve();
    });
  });
}

async function ended(server: ChildProcess | undefined): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  server.kill('SIGTERM');
  await exit;
}
