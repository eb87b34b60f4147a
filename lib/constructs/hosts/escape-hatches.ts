import type { Contribution } from '../../assembly';
import {
  contributeFile,
  contributeModule,
  contributePackage,
  contributeSysctl,
  contributeUnit,
  type FileProps,
  type PackageProps,
  type UnitProps,
} from './contribute';
import { hostPoolInvalid } from './findings';
import type { HostPool } from './host-pool';

/** Why something stands on hosts that Plinth knows nothing about. Reviewers read it in `facts/acknowledged.md`. */
export interface EscapeHatchProps {
  readonly reason: string;
}

/** Something that was put on the hosts of a pool by hand. */
export type EscapeHatch = EscapeHatchProps &
  (
    | { readonly kind: 'file'; readonly file: FileProps }
    | { readonly kind: 'unit'; readonly unit: UnitProps }
    | { readonly kind: 'package'; readonly package: PackageProps }
    | { readonly kind: 'sysctl'; readonly name: string; readonly value: string | number }
    | { readonly kind: 'module'; readonly name: string }
  );

/** Puts it on the hosts, and says so beside the findings that were accepted: `host-file`, and of whom it is and why. */
export function contributeByHand(into: Contribution, pool: HostPool, hatch: EscapeHatch): void {
  const { kind, reason } = hatch;
  const name = contributed(into, pool, hatch);
  into.deviation(`host-${kind}`, `${name}: ${reason}`);
  if (reason.trim() !== '') return;
  const detail = `The ${kind} "${name}" was put on the hosts of "${pool.name}" by hand, and no reason is given.`;
  into.finding(hostPoolInvalid, detail, 'Say in a sentence why it is needed: { reason }.');
}

/** @returns what it is called */
function contributed(into: Contribution, pool: HostPool, hatch: EscapeHatch): string {
  const { place } = pool;
  switch (hatch.kind) {
    case 'file':
      contributeFile(into, place, hatch.file);
      return hatch.file.path;
    case 'unit':
      contributeUnit(into, place, hatch.unit);
      return hatch.unit.name;
    case 'package':
      if (canHave(pool, hatch.package)) contributePackage(into, place, hatch.package);
      else refusePackage(into, pool, hatch.package);
      return hatch.package.name;
    case 'sysctl':
      contributeSysctl(into, place, hatch.name, hatch.value);
      return `${hatch.name} = ${String(hatch.value)}`;
    case 'module':
      contributeModule(into, place, hatch.name);
      return hatch.name;
  }
}

function canHave({ os }: HostPool, { source }: PackageProps): boolean {
  return source.kind !== 'apt' || os.facts.packages === 'apt';
}

function refusePackage(into: Contribution, { name, os }: HostPool, { name: wanted }: PackageProps): void {
  into.finding(
    hostPoolInvalid,
    `The package "${wanted}" of the pool "${name}" comes by apt, which ${os.facts.name} has not.`,
    "Bring it as a file that its project publishes: source: { kind: 'artifact', ... }, or leave it out.",
  );
}
