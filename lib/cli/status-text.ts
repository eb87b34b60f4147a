import { holderText, summaryOfRecord, type Drift, type Status } from '../apply';
import type { Provenance } from '../assembly';
import { counted } from '../core';
import { plainStyles, type Styles } from '../report';
import { countsText, failureText, goOn } from './apply-text';

/** The most differences shown as text; `--format json` has all of them. */
const mostDrift = 40;
const day = 24 * 3600 * 1000;

/** How an environment is: the headline, hosts, cluster, and what differs, with the line that declares it. */
export function statusText(
  status: Status,
  provenance: Provenance,
  { now, styles = plainStyles }: { readonly now: number; readonly styles?: Styles },
): string {
  return [
    headline(status, styles),
    ...status.holders.map(({ where, holder }) => `locked on ${where}: ${holderText(holder)}\n`),
    hostsText(status),
    servicesText(status),
    clusterText(status),
    expiryText(status, now),
    driftText(status.drift, provenance, styles),
  ].join('');
}

/** What a reader must know first, and what to do next. */
function headline(status: Status, styles: Styles = plainStyles): string {
  const { environment, deployed, declared, lastRun, isRunning } = status;
  const summary = lastRun && summaryOfRecord(lastRun);
  if (isRunning) return `${environment}: apply is at work (${summary ? countsText(summary) : 'it has just begun'})\n`;
  const ending = lastRun?.end;
  if (lastRun && summary && ending?.result !== 'done') {
    const [failure] = summary.failures;
    const next = `  next  ${goOn(environment, ending?.result === 'failed' ? 'failed' : 'interrupted')}\n`;
    if (failure) return `${environment}: ${failureText(summary, failure, styles)}${next}`;
    const how =
      ending === undefined ? 'was ended from outside' : ending.result === 'interrupted' ? 'was stopped' : 'failed';
    const why = ending?.message === undefined ? '' : `  why   ${ending.message}\n`;
    return `${environment}: ${styles.warning(`the last run ${how}`)}: ${countsText(summary)}\n${why}${next}`;
  }
  if (!deployed) return `${environment}: ${unrecordedText(status, styles)}\n`;
  const since = `since ${deployed.time}, by ${deployed.by}${deployed.commit === undefined ? '' : `, commit ${deployed.commit.slice(0, 12)}`}`;
  const left = Object.entries(deployed.skipped ?? {}).map(([step, reason]) => `  left out: ${step} (${reason})\n`);
  if (deployed.digest === declared) return `${environment}: what is declared is deployed, ${since}\n${left.join('')}`;
  return `${environment}: ${styles.warning(`${deployed.digest.slice(0, 8)} is deployed, and ${declared.slice(0, 8)} is declared`)}, ${since}\n${left.join('')}  next  plinth plan ${environment}\n`;
}

/** Only control hosts know what is deployed. To plan from nothing is good advice where all of them said that there is nothing. */
function unrecordedText({ environment, silentKeepers, hosts }: Status, styles: Styles): string {
  const [one] = silentKeepers;
  if (one === undefined) return `nothing is recorded as deployed\n  next  plinth plan ${environment} --from nothing`;
  const who =
    hosts.size === 0
      ? 'no host answers'
      : `${silentKeepers.join(', ')} ${silentKeepers.length === 1 ? 'does' : 'do'} not answer`;
  return `${styles.warning('what is deployed is unknown')}: ${who}\n  next  See that this machine reaches the control hosts, then: plinth status ${environment}`;
}

function hostsText({ hosts, drift }: Status): string {
  return [...hosts]
    .map(([host, { freeKibibytes, pending, plinth }]) => {
      const count = drift.filter(({ where }) => where === host).length;
      const steps = Object.keys(plinth.steps).length;
      const state = count === 0 ? 'as declared' : counted(count, 'difference');
      const waiting = pending.length === 0 ? '' : `, ${String(pending.length)} not in effect yet`;
      return `  ${host}: ${state}, ${String(steps)} steps carried out, ${String(Math.round(freeKibibytes / 1024))} MiB free${waiting}\n`;
    })
    .join('');
}

function servicesText({ services }: Status): string {
  return services
    .map(({ name, ready, hosts }) => `  ${name}: ${String(ready.length)} of ${String(hosts.length)} ready\n`)
    .join('');
}

function clusterText({ nodes, objects }: Status): string {
  const ready = nodes.filter(({ isReady }) => isReady).length;
  const versions = [...new Set(nodes.map(({ version }) => version))].sort().join(', ');
  const shown = nodes.length === 0 ? '' : `  nodes: ${String(ready)} of ${String(nodes.length)} ready, ${versions}\n`;
  return objects.kind === 'compared' ? shown : `${shown}  objects could not be compared: ${objects.said}\n`;
}

function expiryText({ expiry }: Status, now: number): string {
  if (!expiry) return '';
  const { host, path, ends } = expiry;
  const days = Math.floor((ends - now) / day);
  const when = days < 0 ? 'ended' : `ends in ${counted(days, 'day')}`;
  return `  certificates: the first ${when}, on ${new Date(ends).toISOString().slice(0, 10)}: ${path} on ${host}\n`;
}

function driftText(drift: readonly Drift[], provenance: Provenance, styles: Styles): string {
  if (drift.length === 0) return '';
  const lines = drift.slice(0, mostDrift).map(({ where, id, what, problem }) => {
    const source = provenance[id]?.source;
    return `  ${where}: ${what} ${problem}${styles.faint(`  ${id}${source === undefined ? '' : `, ${source}`}`)}\n`;
  });
  const more = drift.length - lines.length;
  const rest = more === 0 ? '' : `  and ${String(more)} more; --format json shows all\n`;
  return `${counted(drift.length, 'difference')}:\n${lines.join('')}${rest}`;
}

/** The same for programs. */
export function statusJson(status: Status, provenance: Provenance): object {
  const { environment, declared, deployed, lastRun, isRunning, holders, hosts, silent, drift, objects, expiry } =
    status;
  const isUnknown = !deployed && status.silentKeepers.length > 0;
  return {
    ...{ environment, declared, deployed: deployed ?? null, deployedKnown: !isUnknown, running: isRunning },
    lastRun: lastRun
      ? {
          run: lastRun.run,
          result: lastRun.end?.result ?? (isRunning ? 'running' : 'killed'),
          ...summaryOfRecord(lastRun),
        }
      : null,
    holders,
    hosts: Object.fromEntries(
      [...hosts].map(([host, { freeKibibytes, pending, plinth }]) => [
        host,
        { freeKibibytes, pending, steps: plinth.steps },
      ]),
    ),
    silent,
    nodes: status.nodes,
    services: status.services,
    objects: objects.kind === 'compared' ? 'compared' : objects.said,
    expiry: expiry ? { ...expiry, ends: new Date(expiry.ends).toISOString() } : null,
    drift: drift.map((one) => ({ ...one, source: provenance[one.id]?.source ?? null })),
  };
}
