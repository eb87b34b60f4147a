import type { Report } from '../../../core';
import {
  postgresMemoryTooSmall,
  postgresParameterInvalid,
  postgresParameterManaged,
  postgresWalTooLarge,
} from './findings';
import { managedParameters, mebibytesOf, memoryNeeded, type Parameters } from './postgres-parameters';
import type { PostgresSettings } from './postgres-settings';

/** The least that Patroni takes; it falls back to its own defaults below, and only says so in its log. */
const least: Readonly<Record<string, number>> = {
  max_connections: 25,
  max_locks_per_transaction: 32,
  max_prepared_transactions: 0,
  max_replication_slots: 4,
  max_wal_senders: 3,
  max_worker_processes: 2,
};

/** What is wrong with the parameters that an author gave, and with what all of them add up to. */
export function parameterProblems(given: Parameters, settings: PostgresSettings): readonly Report[] {
  return [
    ...Object.keys(given).flatMap((name) => parameterProblem(name, given)),
    ...walProblems(settings),
    ...memoryProblems(settings),
  ];
}

function parameterProblem(name: string, given: Parameters): readonly Report[] {
  const managed = Object.hasOwn(managedParameters, name) ? managedParameters[name] : undefined;
  if (managed) {
    const said = 'property' in managed ? `\`${managed.property}\` decides it` : managed.because;
    const fix = 'property' in managed ? `Leave it out, and set \`${managed.property}\`.` : 'Leave it out.';
    return [{ kind: postgresParameterManaged, detail: `parameters.${name} cannot be set: ${said}.`, fix }];
  }
  const value = given[name];
  const problem = (detail: string, fix: string): readonly Report[] => [{ kind: postgresParameterInvalid, detail, fix }];
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) {
    return problem(
      `"${name}" is no name of a parameter.`,
      `Did you mean "${name.toLowerCase().replace(/[^a-z0-9_.]+/g, '_')}"?`,
    );
  }
  const smallest = Object.hasOwn(least, name) ? least[name] : undefined;
  if (smallest !== undefined && !(Number.isInteger(Number(value)) && Number(value) >= smallest)) {
    return problem(
      `parameters.${name} is ${JSON.stringify(value)}; Patroni takes whole numbers from ${String(smallest)} up and ignores others.`,
      `Write ${name}: ${String(smallest)} or more.`,
    );
  }
  if (name === 'wal_level' && value !== 'replica' && value !== 'logical') {
    return problem(
      `parameters.wal_level is ${JSON.stringify(value)}; replicas need more.`,
      "Write 'replica' or 'logical'.",
    );
  }
  return [];
}

function walProblems({ parameters, size }: PostgresSettings): readonly Report[] {
  const [most, smallest] = [mebibytesOf(parameters['max_wal_size'], 1), mebibytesOf(parameters['min_wal_size'], 1)];
  const said = (name: string): string => `${name} is ${String(parameters[name])}`;
  const where = size.hasWalVolume ? 'walStorage' : 'storage';
  const problem = (detail: string, fix: string): Report => ({ kind: postgresWalTooLarge, detail, fix });
  const unread = ['max_wal_size', 'min_wal_size'].filter((name) => mebibytesOf(parameters[name], 1) === undefined);
  if (most === undefined || smallest === undefined) {
    return unread.map((name) => ({
      kind: postgresParameterInvalid,
      detail: `parameters.${name} is ${JSON.stringify(parameters[name])}, which is no size.`,
      fix: "Write a number with kB, MB, GB or TB, such as '1GB'.",
    }));
  }
  return [
    ...(most >= size.walVolume
      ? [
          problem(
            `${said('max_wal_size')}, and ${where} has ${String(size.walVolume)}MB: WAL would fill it before a checkpoint frees any.`,
            `Write at most a quarter of it, or give more ${where}.`,
          ),
        ]
      : []),
    ...(smallest >= most
      ? [problem(`${said('min_wal_size')}, and ${said('max_wal_size')}.`, 'Raise max_wal_size, or lower min_wal_size.')]
      : []),
  ];
}

function memoryProblems({ parameters, size }: PostgresSettings): readonly Report[] {
  const needed = Math.ceil(memoryNeeded(parameters));
  if (needed <= size.memory) return [];
  const said = ['shared_buffers', 'maintenance_work_mem', 'work_mem', 'max_connections']
    .map((name) => `${name} ${String(parameters[name])}`)
    .join(', ');
  const detail = `With ${said} the server may need ${String(needed)}MB, and its limit is ${String(size.memory)}MB: then it is killed, with all its sessions.`;
  return [
    {
      kind: postgresMemoryTooSmall,
      detail,
      fix: `Give it more, resources: { memory: Size.mebibytes(${String(needed)}) }, or lower the parameters.`,
    },
  ];
}
