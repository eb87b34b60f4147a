import { join } from 'node:path';
import { readAssembly } from '../../../lib/assembly';
import type { Plan } from '../../../lib/plan';
import type { BedAccess } from '../claims/access';
import { accessTo } from '../lab/access';
import type { LabBed } from '../lab/lab-bed';
import type { Change } from '../program/changes';

/** Edits the program of a lab where it stands, as people do: the same folder, desk and hosts. Nothing is planned yet. */
export async function changeProgram(lab: LabBed, changes: readonly Change[]): Promise<BedAccess> {
  const { folder } = await lab.workplaceWith('work', { changes });
  return { ...accessTo(lab), assembly: readAssembly(join(folder, 'dist'), 'bed') };
}

/** What `plinth plan` writes down for programs. @throws with what it says where it makes no plan */
export async function planOf({ control }: LabBed): Promise<Plan> {
  const { status, out, err } = await control.plinth(['plan', 'bed', ...control.reach, '--format', 'json']);
  if (status !== 0) throw new Error(`plinth plan ended with ${String(status)}: ${err}`);
  return JSON.parse(out) as Plan;
}
