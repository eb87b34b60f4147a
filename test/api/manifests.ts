import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ApiServer } from './api-server';
import { requiredFiles } from './definitions';
import type { Outcome } from '../tools/run';

/** As apply works. */
export const apply = ['apply', '--server-side', '--field-manager=plinth', '--validate=strict', '--recursive'] as const;

/** An object of a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Every object of an environment's folder, in the order of its files. */
export function manifestsIn(environment: string): readonly Manifest[] {
  const folder = join(environment, 'manifests');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as Manifest);
}

/** Applies what the rest of an environment needs: the definitions that it requires, its namespaces, its storage classes. */
export async function applyCluster({ kubectl }: ApiServer, environment: string): Promise<Outcome> {
  const cluster = join(environment, 'manifests/_cluster');
  const definitions = await requiredFiles(cluster);
  if (definitions.length > 0) {
    const files = definitions.flatMap((file) => ['-f', file]);
    const brought = await kubectl(['apply', '--server-side', ...files]);
    if (brought.status !== 0) return brought;
    const established = await kubectl(['wait', '--for=condition=Established', '--timeout=30s', ...files]);
    if (established.status !== 0) return established;
  }
  return kubectl([...apply, '-f', cluster]);
}
