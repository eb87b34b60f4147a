import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding, itemsAt, objectAt, PlinthError, sha256, textAt, textsAt, type JsonObject } from '../../core';
import { parseYaml, resourcesOf, type Assembly } from '../../assembly';
import { deskOfAnother } from '../findings';
import { tryJson } from '../run/try-json';
import type { Desk } from './desk';
import { replaceWhole } from './whole-file';

/** Which environment it is, of all that have the same name. */
export interface Origin {
  readonly environment: string;
  /** What it was found by: `host 10.88.0.11`, `API server https://10.88.0.10:6443`. Empty where nothing is known. */
  readonly marks: readonly string[];
}

/**
 * An environment is known by the addresses of its hosts; without hosts by the cluster of its credentials. An API server can move,
 * and its authority stays then.
 */
export function originOf(assembly: Assembly, credentials: string): Origin {
  const hosts = resourcesOf(assembly, 'host').map(({ spec }) => `host ${spec.address}`);
  return { environment: assembly.environment.name, marks: hosts.length > 0 ? hosts.sort() : clusterMarks(credentials) };
}

/**
 * Refuses the desk of another environment. One mark in common makes two the same one: hosts come and go while an install is not
 * finished, and never all at once. A desk that does not say whose it is, is taken as it is.
 *
 * @throws PlinthError `desk-of-another`
 */
export function refuseDeskOfAnother(desk: Desk, own: Origin): void {
  const kept = keptOrigin(desk);
  if (!kept || kept.marks.length === 0 || own.marks.length === 0) return;
  if (kept.marks.some((mark) => own.marks.includes(mark))) return;
  throw new PlinthError([
    finding(deskOfAnother, {
      path: own.environment,
      detail: `The desk ${desk.folder} is kept for ${originText(kept)}, and this is ${originText(own)}: they have nothing in common.`,
      fix: `Keep this environment on a desk of its own: --desk FOLDER. If it is the same one, and all of this is new: rm ${originFile(desk)}`,
    }),
  ]);
}

/**
 * Says on the desk whose it is. Called before the first thing is kept there that belongs to one environment only.
 *
 * @throws PlinthError `desk-of-another`
 */
export function claimDesk(desk: Desk, own: Origin): void {
  refuseDeskOfAnother(desk, own);
  if (own.marks.length === 0) return;
  replaceWhole(originFile(desk), `${JSON.stringify(own, null, 2)}\n`);
}

function originFile({ folder }: Desk): string {
  return join(folder, 'origin.json');
}

function keptOrigin(desk: Desk): Origin | undefined {
  const file = originFile(desk);
  const kept = existsSync(file) ? tryJson(readFileSync(file, 'utf8')) : undefined;
  const environment = textAt(kept, 'environment');
  return environment === undefined ? undefined : { environment, marks: textsAt(kept, 'marks') };
}

function originText({ environment, marks }: Origin): string {
  const more = marks.length > 3 ? ` and ${String(marks.length - 3)} more` : '';
  return `"${environment}" (${marks.slice(0, 3).join(', ')}${more})`;
}

function clusterMarks(credentials: string): readonly string[] {
  const cluster = clusterIn(credentials);
  const server = textAt(cluster, 'server');
  const authority = textAt(cluster, 'certificate-authority-data');
  return [
    ...(server === undefined ? [] : [`API server ${server}`]),
    ...(authority === undefined ? [] : [`authority ${sha256(authority).slice(0, 16)}`]),
  ];
}

/** The cluster in credentials that hold only one. */
function clusterIn(credentials: string): JsonObject | undefined {
  try {
    const [first] = itemsAt(parseYaml(credentials)[0], 'clusters');
    return objectAt(first, 'cluster');
  } catch {
    // kubectl reads them, and says what is wrong with them.
    return undefined;
  }
}
