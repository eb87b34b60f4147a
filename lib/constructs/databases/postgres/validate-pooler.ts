import type { Report } from '../../../core';
import { poolerSizeInvalid, poolerTooLarge } from './access-findings';
import type { PoolerSettings } from './pooler';
import type { PostgresSettings } from './postgres-settings';

/** Connections that are never a consumer's: for superusers, Patroni's two a server, grants, backups and the exporter. */
const reserved = 10;

/** What is wrong with the numbers of a pooler. */
export function poolerProblems({ instances, size, maxClients }: PoolerSettings): readonly Report[] {
  return Object.entries({ instances, size, maxClients })
    .filter(([, value]) => !Number.isInteger(value) || value < 1)
    .map(([name, value]) => ({
      kind: poolerSizeInvalid,
      detail: `pooler.${name} is ${String(value)}.`,
      fix: 'Write a whole number from 1 up.',
    }));
}

/** Whether the server takes all connections that the poolers may open: for each role as many as `size`, and each pooler. */
export function poolSumProblems(
  pooler: PoolerSettings,
  roles: number,
  { parameters }: PostgresSettings,
): readonly Report[] {
  const { instances, size } = pooler;
  const most = Number(parameters['max_connections']);
  const sum = instances * size * roles;
  if (sum + reserved <= most) return [];
  const detail = `${String(instances)} poolers with ${String(size)} connections for each of ${String(roles)} roles are ${String(sum)}; max_connections is ${String(most)}, of which ${String(reserved)} are kept for the cluster itself.`;
  const fits = Math.floor((most - reserved) / (instances * roles));
  const fix =
    fits >= 1
      ? `Write size: ${String(fits)}, or give the servers more memory.`
      : `Give the servers more memory: max_connections must be at least ${String(sum + reserved)}.`;
  return [{ kind: poolerTooLarge, detail, fix }];
}
