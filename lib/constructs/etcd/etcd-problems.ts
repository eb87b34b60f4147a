import { posix } from 'node:path';
import { nameInvalid } from '../../assembly';
import { Cidr, dnsLabel, nameProblem, objectionsTo, suggestedName, type Report } from '../../core';
import { etcdSettingInvalid, etcdVersion } from './findings';
import type { EtcdSettings } from './etcd-settings';
import { endedEtcdVersions, etcdVersions } from './etcd-versions';

/** What is wrong with the settings of a cluster by themselves; rules compare them with everything else. */
export function etcdProblems(given: string, settings: EtcdSettings): readonly Report[] {
  return [...versionProblems(given), ...settingProblems(settings)].concat(
    settings.metricsFrom.flatMap((cidr) =>
      objectionsTo(() => Cidr.parse(cidr)).map(({ detail, fix }) => invalid(`metricsFrom: ${detail}`, fix)),
    ),
  );
}

function versionProblems(version: string): readonly Report[] {
  const text: unknown = version;
  const given = String(text);
  const isKnown = etcdVersions.some((known) => known === given);
  if (isKnown && typeof text === 'string') return [];
  if (isKnown)
    return [{ kind: etcdVersion, detail: `version is the number ${given}.`, fix: `Write it as a text: "${given}".` }];
  const line = /^v?(\d+\.\d+)/.exec(given)?.[1] ?? '';
  const isRelease = etcdVersions.some((known) => known === line);
  const ended = endedEtcdVersions[line];
  const detail = `version is "${given}"${ended === undefined ? '' : `, which gets no fixes since ${ended}`}; this Plinth knows the lines ${etcdVersions.join(', ')}.`;
  const fix = isRelease
    ? `Write the line alone, "${line}"; its release is the lock file's.`
    : `Write version: "3.6".${ended === undefined ? '' : ' From an older one go line by line.'}`;
  return [{ kind: etcdVersion, detail, fix }];
}

function settingProblems(settings: EtcdSettings): readonly Report[] {
  const { name, token, dataDirectory, quotaBytes, heartbeatMilliseconds, compactionMinutes } = settings;
  const named = nameProblem(name, dnsLabel);
  const problems: (Report | false)[] = [
    named !== undefined && {
      kind: nameInvalid,
      detail: `The name of an etcd cluster, ${named}.`,
      fix: `Did you mean "${suggestedName(name)}"?`,
    },
    !/^[A-Za-z0-9._-]+$/.test(token) &&
      invalid(`token is "${token}"; it is a word of letters, digits, ".", "_" and "-".`, 'Leave it out.'),
    !isDirectory(dataDirectory) &&
      invalid(
        `dataDirectory is "${dataDirectory}"; it is an absolute path below /var, /srv, /mnt or /data, of letters, digits, ".", "_" and "-".`,
        'Write dataDirectory: "/var/lib/etcd".',
      ),
    quotaBytes <= 0 &&
      invalid('quota is 0, by which etcd means its own default.', 'Leave it out, or write Size.gibibytes(2).'),
    heartbeatMilliseconds <= 0 && invalid('heartbeat is 0.', 'Write heartbeat: Duration.millis(100).'),
    (!Number.isInteger(compactionMinutes) || compactionMinutes < 1) &&
      invalid(
        `compaction is ${String(compactionMinutes)} minutes; without it the data grows until etcd takes no more.`,
        'Write whole minutes, such as Duration.hours(8).',
      ),
  ];
  return problems.filter((problem) => problem !== false);
}

function isDirectory(path: string): boolean {
  return /^\/(?:var|srv|mnt|data)\/[\w./-]*\w$/.test(path) && posix.normalize(path) === path;
}

function invalid(detail: string, fix: string): Report {
  return { kind: etcdSettingInvalid, detail, fix };
}
