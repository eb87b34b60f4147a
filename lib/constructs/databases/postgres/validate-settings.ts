import { choiceProblems, type Report } from '../../../core';
import {
  patroniTimesImpossible,
  postgresInstancesInvalid,
  postgresReplicasNone,
  postgresSingleInstance,
  postgresStorageInvalid,
  postgresSynchronousImpossible,
  postgresVersionUnsupported,
} from './findings';
import {
  isPatroniVersion,
  isPostgresVersion,
  patroniLine,
  patroniLines,
  patroniVersions,
  postgresVersions,
} from './patroni-versions';
import { mebibytes } from './postgres-parameters';
import type { PostgresClusterProps } from './postgres-props';
import type { PostgresSettings } from './postgres-settings';

/** What is wrong with versions, the number of instances, replication and volumes. */
export function settingsProblems(props: PostgresClusterProps, settings: PostgresSettings): readonly Report[] {
  return [
    ...versionProblems(props),
    ...instanceProblems(settings),
    ...synchronousProblems(props, settings),
    ...storageProblems(props),
    ...timeProblems(settings),
  ];
}

function versionProblems(props: PostgresClusterProps): readonly Report[] {
  const version: string = props.version;
  const patroni: string = props.backend.patroni.version;
  const problem = (detail: string, fix: string): Report => ({ kind: postgresVersionUnsupported, detail, fix });
  if (typeof version !== 'string') return choiceProblems('version', version, postgresVersions);
  if (!isPostgresVersion(version)) {
    const detail = `version is "${version}"; this Plinth knows PostgreSQL ${postgresVersions.join(', ')}.`;
    return [problem(detail, "Write the major version alone, such as version: '17'.")];
  }
  if (!isPatroniVersion(patroni)) {
    const detail = `The version of Patroni is "${patroni}"; this Plinth knows ${patroniVersions.join(', ')}.`;
    return [problem(detail, "Write its line, such as PostgresBackend.patroni({ version: '4.1' }).")];
  }
  const { newestPostgres } = patroniLines[patroni];
  if (Number(version) <= Number(newestPostgres)) return [];
  const line = patroniVersions.find((candidate) => Number(patroniLines[candidate].newestPostgres) >= Number(version));
  const detail = `Patroni ${patroni} supports PostgreSQL up to ${newestPostgres}; version is "${version}".`;
  return [problem(detail, `Use an image with Patroni ${line ?? ''} or newer, or PostgreSQL ${newestPostgres}.`)];
}

function instanceProblems({ instances, tier }: PostgresSettings): readonly Report[] {
  if (!Number.isInteger(instances) || instances < 1) {
    const detail = `instances is ${String(instances)}.`;
    return [{ kind: postgresInstancesInvalid, detail, fix: 'Write a whole number from 1 up.' }];
  }
  if (tier !== 'production' || instances > 1) return [];
  const detail =
    'instances is 1 in an environment of the tier "production": while its node or its pod is restarted, nobody can read or write.';
  const fix = 'Use 3 instances, or acknowledge that the database may be away.';
  return [{ kind: postgresSingleInstance, detail, fix }];
}

function synchronousProblems(props: PostgresClusterProps, settings: PostgresSettings): readonly Report[] {
  const { instances, synchronous } = settings;
  const patroni: string = props.backend.patroni.version;
  const problem = (detail: string, fix: string): readonly Report[] => [
    { kind: postgresSynchronousImpossible, detail, fix },
  ];
  const { method, standbys, text } = synchronous;
  if (method === 'async') return [];
  if (!Number.isInteger(standbys) || standbys < 1) {
    return problem(
      `synchronous is ${text}, which is no number of standbys.`,
      'Write Synchronous.quorum(1), or Synchronous.async().',
    );
  }
  if (standbys >= instances) {
    const detail = `synchronous is ${text}, and ${String(instances)} instances have ${String(instances - 1)} standbys: every commit would wait for ever.`;
    return problem(
      detail,
      `Use at least ${String(standbys + 1)} instances, better ${String(standbys + 2)}, or fewer standbys.`,
    );
  }
  if (method === 'first') return [];
  if (!patroniLine(patroni).quorum) {
    const detail = `synchronous is ${text}, and Patroni ${patroni} knows no quorum; it came with 4.0.`;
    return problem(detail, `Write Synchronous.first(${String(standbys)}), or use an image with Patroni 4.0 or newer.`);
  }
  if (instances > 2) return [];
  const detail = `synchronous is ${text} with ${String(instances)} instances: a quorum among one standby is that standby.`;
  return problem(detail, 'Use 3 instances, or say what it is: Synchronous.first(1).');
}

function storageProblems({ storage, walStorage }: PostgresClusterProps): readonly Report[] {
  const least = 256;
  const volumes = { storage, ...(walStorage && { walStorage }) };
  return Object.entries(volumes).flatMap(([name, size]) => {
    const given = mebibytes(size);
    if (given >= least) return [];
    const detail = `${name} is ${String(given)} MiB; an empty cluster with its first WAL takes ${String(least)}.`;
    return [{ kind: postgresStorageInvalid, detail, fix: `Write ${name}: Size.gibibytes(1) or more.` }];
  });
}

function timeProblems({ times }: PostgresSettings): readonly Report[] {
  const { ttl, loopWait, retryTimeout } = times;
  const problem = (detail: string, fix: string): Report => ({ kind: patroniTimesImpossible, detail, fix });
  const least = [
    ['ttl', ttl, 20],
    ['loopWait', loopWait, 2],
    ['retryTimeout', retryTimeout, 3],
  ] as const;
  const small = least.flatMap(([name, given, smallest]) =>
    given >= smallest
      ? []
      : [
          problem(
            `${name} is ${String(given)} seconds; Patroni raises it to ${String(smallest)} without a word.`,
            `Write ${name}: Duration.seconds(${String(smallest)}) or more.`,
          ),
        ],
  );
  const needed = loopWait + 2 * retryTimeout;
  if (needed <= ttl) return small;
  const detail = `loopWait ${String(loopWait)} and twice retryTimeout ${String(retryTimeout)} are ${String(needed)} seconds, and ttl is ${String(ttl)}: a leader that still retries would already have lost its place.`;
  return [...small, problem(detail, `Write ttl: Duration.seconds(${String(needed)}), or shorten the others.`)];
}

/** Consumers of the service of the replicas, where there are none. */
export function replicaProblems(instances: number, consumers: readonly string[]): readonly Report[] {
  if (instances > 1) return [];
  return [...new Set(consumers)].sort().map((consumer) => ({
    kind: postgresReplicasNone,
    detail: `"${consumer}" reads from replicas, and the cluster has ${String(instances)} instance: nobody would answer.`,
    fix: 'Use ports.postgres, or 2 instances and more.',
  }));
}
