import { hostViews, type HostView } from '../../../lib/assembly';
import { isJsonObject, objectsAt, textAt, type Json } from '../../../lib/core';
import type { BedAccess } from './access';

export interface AuditLog {
  readonly host: string;
  readonly path: string;
  /** Entries of all kinds. */
  readonly entries: number;
  /** Writes by Plinth, known by the field manager that they name. */
  readonly byPlinth: number;
  /** Entries about Secrets that hold what was sent or answered: there must be none. */
  readonly withSecrets: number;
}

/** What the API servers noted, each on its host. @throws where no host is told where to write it */
export async function auditLogs(bed: BedAccess): Promise<readonly AuditLog[]> {
  const places = hostViews(bed.assembly).flatMap((view) => {
    const path = auditLogPath(view);
    return path === undefined ? [] : [{ host: view.name, path }];
  });
  if (places.length === 0) throw new Error('No configuration of kubeadm has an "audit-log-path": nothing is audited.');
  return Promise.all(
    places.map(async ({ host, path }) => {
      const count = async (script: string): Promise<number> => {
        // grep ends with 1 where it counts none, and the count is the answer.
        const { stdout } = await bed.on(host, ['sh', '-c', script, 'count', path]);
        return Number(stdout.trim() === '' ? 0 : stdout);
      };
      return {
        host,
        path,
        entries: await count('grep -c "\\"kind\\":\\"Event\\"" "$1"'),
        byPlinth: await count('grep -c "[?&]fieldManager=plinth" "$1"'),
        withSecrets: await count(
          'grep "\\"resource\\":\\"secrets\\"" "$1" | grep -c -e "\\"requestObject\\"" -e "\\"responseObject\\""',
        ),
      };
    }),
  );
}

/** Where the API server of a host writes its audit log, by the file that kubeadm reads; undefined where it has none. */
export function auditLogPath(view: HostView): string | undefined {
  const documents = view
    .resourcesOf('file')
    .flatMap(({ spec }): readonly Json[] => (spec.body.format === 'yaml' ? spec.body.value : []));
  const clusters = documents.filter((one) => isJsonObject(one) && textAt(one, 'kind') === 'ClusterConfiguration');
  const flags = clusters.flatMap((one) => objectsAt(one, 'apiServer', 'extraArgs'));
  return textAt(
    flags.find((flag) => textAt(flag, 'name') === 'audit-log-path'),
    'value',
  );
}
