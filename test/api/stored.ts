import { join } from 'node:path';
import type { ApiServer } from './api-server';
import { apply } from './manifests';

interface Stored {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly managedFields: readonly ManagedFields[] };
}

interface ManagedFields {
  readonly manager: string;
  readonly subresource?: string;
}

/** An object as the server has it, but for what is not in manifests, and who has set its fields. */
export interface Applied {
  readonly object: unknown;
  readonly managers: readonly string[];
}

/** Applies an environment; @throws Error with what the server refuses or warns of. */
export async function applied({ kubectl }: ApiServer, environment: string): Promise<readonly Applied[]> {
  const output = ['--output=json', '--show-managed-fields'];
  const { status, stdout, stderr } = await kubectl([...apply, ...output, '-f', join(environment, 'manifests')]);
  const said = warnings(stderr);
  if (status !== 0 || said.length > 0) throw new Error(said.join('\n'));
  const { items } = JSON.parse(stdout) as { readonly items: readonly Stored[] };
  return items.map((item) => {
    const managedFields = item.metadata.managedFields.filter(({ subresource }) => subresource !== 'status');
    // The server writes defaults of the status into what is stored with the first update, and so a new version.
    const metadata = { ...item.metadata, managedFields, resourceVersion: undefined };
    return {
      object: { ...item, metadata, status: undefined },
      managers: managedFields.map(({ manager }) => manager),
    };
  });
}

/** What the server warns of. Pods of the cluster itself that may more than others are known to do so. */
export function warnings(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.includes('would violate PodSecurity'));
}
