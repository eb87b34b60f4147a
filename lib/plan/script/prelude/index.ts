// The functions of the shell that scripts of steps are made of, as texts: what runs on hosts and on the control node. A script has
// only the parts that it needs. Nothing here knows a plan.
import { api } from './api';
import { base } from './base';
import { certificates } from './certificates';
import { commands } from './commands';
import { controlNode } from './control-node';
import { deliver } from './deliver';
import { effects } from './effects';
import { given } from './given';
import { host } from './host';
import { kubeconfig, machines, record } from './local';
import { objects } from './objects';
import { parcels } from './parcels';
import { secretObjects } from './secret-objects';
import { secrets } from './secrets';
import { signing } from './signing';
import { settling } from './settling';
import { units } from './units';
import { users } from './users';

/** Functions of the shell by what they are for, in the order in which a script has them. */
const parts = {
  base,
  host,
  controlNode,
  units,
  effects,
  commands,
  given,
  users,
  deliver,
  certificates,
  secrets,
  parcels,
  signing,
  settling,
  api,
  objects,
  secretObjects,
  machines,
  kubeconfig,
  record,
} as const;

export type PreludePart = keyof typeof parts;

/** What a part calls of others. */
const needs: Partial<Readonly<Record<PreludePart, readonly PreludePart[]>>> = {
  effects: ['units', 'commands'],
  units: ['effects', 'commands'],
  deliver: ['users', 'effects', 'units', 'commands'],
  certificates: ['given', 'effects', 'units', 'commands'],
  secrets: ['given', 'effects', 'units', 'commands'],
  signing: ['parcels'],
  settling: ['parcels'],
  objects: ['api'],
  secretObjects: ['objects', 'api'],
  record: ['api'],
};

/** The functions that a script needs, each part once. */
export function preludeOf(wanted: readonly PreludePart[]): readonly string[] {
  const all = new Set<PreludePart>(['base', ...wanted, ...wanted.flatMap((part) => needs[part] ?? [])]);
  return (Object.keys(parts) as PreludePart[]).filter((part) => all.has(part)).map((part) => parts[part]);
}
