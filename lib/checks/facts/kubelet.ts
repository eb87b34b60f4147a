import type { Assembly, FileResource } from '../../assembly';
import { textAt, type JsonObject } from '../../core';
import { poolOf, standing } from './layers';

/**
 * The KubeletConfiguration of a pool's hosts, as it is put on them: what is kept back follows the size of a host.
 *
 * @param otherwise where the hosts have no such file
 */
export function kubeletOf(assembly: Assembly, pool: string, otherwise: JsonObject): JsonObject {
  const [host] = poolOf(assembly, pool)?.spec.hosts ?? [];
  const files = standing(assembly, 'file', { pool, ...(host !== undefined && { host }) });
  return files.flatMap(documents).find((one) => textAt(one, 'kind') === 'KubeletConfiguration') ?? otherwise;
}

function documents({ spec: { body } }: FileResource): readonly JsonObject[] {
  return body.format === 'yaml' ? body.value : [];
}
