import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../core';
import type { Assembly } from '../../assembly';
import type { Observed } from '../../plan';
import { unreachable } from '../lock/cluster-lock';
import { parseInventory, parseRecord, type DeployedRecord } from '../observe/host-observation';
import { recordName, recordNamespace } from '../observe/observe-script';
import type { Outcome, Runner } from '../run/command';
import { assemblyIn } from './archive';
import type { RecordFiles } from './record-script';

/** An object of a cluster may have a mebibyte; this leaves room for what stands beside the archive. */
const mostArchiveBytes = 900 * 1024;

/** What a cluster knows of a tenant. */
export interface ClusterObservation {
  readonly observed: Observed;
  readonly record?: DeployedRecord;
  readonly archive?: Uint8Array;
}

/** Asks the cluster for what was applied, and what is recorded as deployed. @throws PlinthError `cluster-unreachable` */
export async function askCluster(environment: string, run: Runner, kubeconfig: string): Promise<ClusterObservation> {
  const [applied, deployed] = await Promise.all([
    configMap(environment, run, kubeconfig, recordName(environment)),
    configMap(environment, run, kubeconfig, deployedName(environment)),
  ]);
  const inventory = parseInventory(textIn(applied?.['data'], 'inventory')) ?? [];
  const record = parseRecord(textIn(deployed?.['data'], 'record'));
  const archive = textIn(deployed?.['binaryData'], 'assembly');
  return {
    observed: { hosts: {}, inventory },
    ...(record && { record }),
    ...(archive !== '' && { archive: Buffer.from(archive, 'base64') }),
  };
}

/** The assembly that is recorded as deployed in a cluster; undefined where none is, or it was too large to keep. */
export async function deployedInCluster(
  run: Runner,
  { record, archive }: ClusterObservation,
  to: { readonly assembly: Assembly; readonly digest: string },
): Promise<Assembly | undefined> {
  if (!record) return undefined;
  if (record.digest === to.digest) return to.assembly;
  const environment = to.assembly.environment.name;
  if (!archive) return undefined;
  return assemblyIn(run, archive, { environment, digest: record.digest, where: 'the cluster' });
}

/** Writes what is deployed from now on. @throws PlinthError `cluster-unreachable` */
export async function recordInCluster(
  environment: string,
  access: { readonly run: Runner; readonly kubeconfig: string; readonly folder: string },
  { record, archive }: RecordFiles,
): Promise<void> {
  const fits = archive.length <= mostArchiveBytes;
  const object = {
    ...{ apiVersion: 'v1', kind: 'ConfigMap' },
    metadata: { name: deployedName(environment), namespace: recordNamespace },
    data: { record: JSON.stringify(record) },
    ...(fits && { binaryData: { assembly: Buffer.from(archive).toString('base64') } }),
  };
  const file = join(access.folder, 'deployed.json');
  writeFileSync(file, JSON.stringify(object), { mode: 0o600 });
  const outcome = await kubectl(access.run, access.kubeconfig, [
    ...['apply', '--server-side', '--field-manager', 'plinth', '-f', file],
  ]);
  if (outcome.exitCode !== 0) throw unreachable(environment, outcome);
}

function deployedName(environment: string): string {
  return `${recordName(environment)}-deployed`;
}

async function configMap(
  environment: string,
  run: Runner,
  kubeconfig: string,
  name: string,
): Promise<JsonObject | undefined> {
  const args = ['-n', recordNamespace, 'get', 'configmap', name, '--ignore-not-found', '-o', 'json'];
  const outcome = await kubectl(run, kubeconfig, args);
  if (outcome.exitCode !== 0) throw unreachable(environment, outcome);
  const text = outcome.output.toString('utf8').trim();
  if (text === '') return undefined;
  const value = JSON.parse(text) as Json;
  return isJsonObject(value) ? value : undefined;
}

/** What is wrong with the credentials is kubectl's to say. */
export function kubectl(run: Runner, kubeconfig: string, args: readonly string[]): Promise<Outcome> {
  return run({
    program: 'kubectl',
    args,
    ...(kubeconfig !== '' && { env: { KUBECONFIG: kubeconfig } }),
    timeoutSeconds: 120,
  });
}

function textIn(data: Json | undefined, key: string): string {
  const value = isJsonObject(data) ? data[key] : undefined;
  return typeof value === 'string' ? value : '';
}
