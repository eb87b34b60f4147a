import { stateFolder } from '../observe/observe-script';
import type { DeployedRecord } from '../observe/host-observation';

const place = `${stateFolder}/deployed`;

/** What is kept on control hosts of what is deployed. */
export interface RecordFiles {
  readonly record: DeployedRecord;
  /** The environment's folder of dist/, as a compressed archive. */
  readonly archive: Uint8Array;
  readonly plan: string;
  readonly journal: string;
}

/** The archive of an assembly on a host. */
function archiveName(digest: string): string {
  return `assembly-${digest}.tar.gz`;
}

/** Writes the record. It counts from the moment on in which its last file, a small one, takes its name. */
export function writeRecordScript({ record, archive, plan, journal }: RecordFiles): string {
  const name = archiveName(record.digest);
  return [
    'set -eu',
    `mkdir -p ${place}`,
    `cd ${place}`,
    'umask 077',
    ...written(name, archive),
    ...written('plan.json', plan),
    ...written('journal.jsonl', journal),
    ...written('record.json', `${JSON.stringify(record, null, 2)}\n`),
    'sync record.json 2> /dev/null || sync',
    `for old in assembly-*.tar.gz; do [ "$old" = ${name} ] || rm -f "$old"; done`,
    '',
  ].join('\n');
}

/** Prints the archive of what is deployed, in base64. */
export function readArchiveScript(digest: string): string {
  return `base64 < ${place}/${archiveName(digest)}\n`;
}

function written(name: string, content: string | Uint8Array): readonly string[] {
  const lines = Buffer.from(content)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\n');
  return [`base64 -d > ${name}.new << 'END'`, lines, 'END', `mv -f ${name}.new ${name}`];
}
