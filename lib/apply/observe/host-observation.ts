import { isJsonObject, type Json, type JsonObject } from '../../core';
import type { InventoryEntry } from '../../plan';
import { parseHolder, type Holder } from '../lock/holder';
import { tryJson } from '../run/try-json';

/** What was recorded as deployed. */
export interface DeployedRecord {
  readonly environment: string;
  /** Digest of the assembly. */
  readonly digest: string;
  readonly time: string;
  readonly by: string;
  /** The revision of the program, where it is known. */
  readonly commit?: string;
  /** Steps that were left out, each with the reason that was given. */
  readonly skipped?: Readonly<Record<string, string>>;
}

/** What a host knows of Plinth. */
export interface HostObservation {
  /** By step, the digest with which it was carried out. */
  readonly steps: Readonly<Record<string, string>>;
  readonly deployed?: DeployedRecord;
  readonly holder?: Holder;
  /** What is written in the lock, in base64. */
  readonly lock?: string;
  /** What was applied to the cluster; absent where the host cannot tell. */
  readonly inventory?: readonly InventoryEntry[];
}

/** Reads what `observeScript` printed; undefined where it did not come to its end. */
export function parseObservation(output: string): HostObservation | undefined {
  const lines = output.split('\n').filter((line) => line !== '');
  if (lines.at(-1) !== 'end') return undefined;
  const steps: [string, string][] = [];
  const facts: { deployed?: DeployedRecord; holder?: Holder; lock?: string; inventory?: readonly InventoryEntry[] } =
    {};
  for (const line of lines) {
    const [kind, first = '', second = ''] = line.split('\t');
    if (kind === 'step') steps.push([decodeURIComponent(first), second.trim()]);
    if (kind === 'deployed') Object.assign(facts, tagged('deployed', parseRecord(decoded(first))));
    if (kind === 'lock') Object.assign(facts, { holder: parseHolder(decoded(first)), lock: first });
    if (kind === 'inventory') Object.assign(facts, tagged('inventory', parseInventory(decoded(first))));
  }
  return { steps: Object.fromEntries(steps.sort(([a], [b]) => (a < b ? -1 : 1))), ...facts };
}

/** The record of what is deployed; undefined where it is none. */
export function parseRecord(text: string): DeployedRecord | undefined {
  const record = tryJson(text);
  if (!isJsonObject(record)) return undefined;
  const isWhole = ['environment', 'digest', 'time', 'by'].every((key) => typeof record[key] === 'string');
  return isWhole ? (record as object as DeployedRecord) : undefined;
}

/** A list of objects as the cluster keeps it; undefined where it is none. */
export function parseInventory(text: string): readonly InventoryEntry[] | undefined {
  const list = tryJson(text);
  if (!Array.isArray(list)) return undefined;
  return (list as readonly Json[]).filter(isEntry) as readonly object[] as readonly InventoryEntry[];
}

function isEntry(value: Json): value is JsonObject {
  return isJsonObject(value) && ['apiVersion', 'kind', 'name'].every((key) => typeof value[key] === 'string');
}

function tagged(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
