import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version of a module that a folder's go.mod requires, such as `v1.36.4`. */
export async function requiredVersion(folder: string, module: string): Promise<string> {
  const file = join(folder, 'go.mod');
  const words = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
  for (const line of words) {
    const [name, version] = line[0] === 'require' ? line.slice(1) : line;
    if (name === module && version?.startsWith('v') === true) return version;
  }
  throw new Error(`${file} requires no version of ${module}: run "go get ${module}@VERSION" in its folder.`);
}

/** What is linked into programs of Kubernetes as their version: without it, they take themselves for no minor. */
export function kubernetesVersion(version: string): Readonly<Record<string, string>> {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const named = Object.entries(values).map(([name, value]) => [`k8s.io/component-base/version.${name}`, value]);
  return Object.fromEntries(named) as Readonly<Record<string, string>>;
}

/** The flag for the linker: no symbols, and values for variables of type string. */
export function linkerFlag(variables: Readonly<Record<string, string>>, ...others: readonly string[]): string {
  const set = Object.entries(variables).flatMap(([name, value]) => ['-X', `${name}=${value}`]);
  return `-ldflags=${['-s', '-w', ...set, ...others].join(' ')}`;
}
