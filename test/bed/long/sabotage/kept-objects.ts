import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabBed } from '../../lab/lab-bed';

interface Kept {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, string>>;
}

/** Keeps an object of the namespace `guests` as it is, for whoever puts it right again. */
export async function keep(lab: LabBed, object: string): Promise<Kept> {
  const text = await lab.control.kubectl('get', '--namespace=guests', object, '--output=json');
  writeFileSync(fileOf(lab, object), text, { mode: 0o600 });
  return kept(lab, object);
}

/** @throws where it was not kept */
export function kept(lab: LabBed, object: string): Kept {
  return JSON.parse(readFileSync(fileOf(lab, object), 'utf8')) as Kept;
}

/** Changes the data of an object as somebody who is not Plinth. */
export async function patchData(lab: LabBed, object: string, data: Readonly<Record<string, string>>): Promise<void> {
  const patch = ['--type=merge', '--field-manager=somebody', `--patch=${JSON.stringify({ data })}`];
  await lab.control.kubectl('patch', '--namespace=guests', object, ...patch);
}

function fileOf(lab: LabBed, object: string): string {
  return join(lab.folder, `kept-${object.replace('/', '-')}.json`);
}
