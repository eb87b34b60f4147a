import { acknowledgementUnused, type Acknowledgement, type Assembly } from '../assembly';
import { finding, findingKinds, nearestName, sortFindings, type Finding, type FindingKind } from '../core';
import { addTo } from './facts/add-to';
import { acknowledgementUnknown } from './findings';
import { rules } from './rules';

/** A finding that its authors have accepted, and why. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly reason: string;
}

export interface Settled {
  /** What nobody accepted, with what is wrong with the acknowledgements themselves; sorted. */
  readonly open: readonly Finding[];
  readonly acknowledged: readonly Acknowledged[];
}

export interface SettleOptions {
  /**
   * Says that only `check` has looked, as on a dist/ without its program. Acknowledgements of what constructs report about
   * themselves are then neither unused nor unknown.
   *
   * @default false
   */
  readonly rulesOnly?: boolean;
}

/** Codes that record an escape hatch rather than accept a finding. They stand among the acknowledgements for reviewers. */
const deviations: ReadonlySet<string> = new Set([
  'json-patch',
  ...['host-file', 'host-module', 'host-package', 'host-sysctl', 'host-unit'],
  ...['api-server-argument', 'kube-proxy-patched', 'kubelet-patched'],
]);

/** Takes out the findings that the environment's acknowledgements accept, by code and owner. */
export function settle(findings: readonly Finding[], assembly: Assembly, options: SettleOptions = {}): Settled {
  const kinds = new Map(findingKinds().map((kind) => [kind.code, kind]));
  const byCode = new Map<string, Acknowledgement[]>();
  for (const one of assembly.acknowledgements) addTo(byCode, one.code, one);
  const used = new Set<Acknowledgement>();
  const open: Finding[] = [];
  const acknowledged: Acknowledged[] = [];
  for (const one of findings) {
    const covering = (byCode.get(one.code) ?? []).filter(({ on }) => covers(assembly, on, one));
    // The nearest gives the reason: one on the component says more than one on the environment.
    const [nearest] = [...covering].sort((a, b) => b.on.length - a.on.length);
    if (!nearest || kinds.get(one.code)?.acknowledgeable !== true) {
      open.push(one);
      continue;
    }
    for (const each of covering) used.add(each);
    acknowledged.push({ finding: one, reason: nearest.reason });
  }
  const looked = options.rulesOnly === true ? ownCodes() : undefined;
  for (const one of assembly.acknowledgements) {
    if (used.has(one) || deviations.has(one.code) || looked?.has(one.code) === false) continue;
    open.push(problemOf(assembly, one, kinds));
  }
  return { open: sortFindings(open), acknowledged };
}

function covers({ environment }: Assembly, on: string, { path }: Finding): boolean {
  const scope = on === '' ? environment.name : `${environment.name}/${on}`;
  return path === scope || path.startsWith(`${scope}/`);
}

function ownCodes(): ReadonlySet<string> {
  return new Set(rules.flatMap((rule) => rule.kinds.map(({ code }) => code)));
}

function problemOf(
  { environment }: Assembly,
  { code, on, reason }: Acknowledgement,
  kinds: ReadonlyMap<string, FindingKind>,
): Finding {
  const path = on === '' ? environment.name : `${environment.name}/${on}`;
  const said = `"${code}" is acknowledged on "${path}" (${reason.replace(/[.\s]+$/, '')})`;
  const kind = kinds.get(code);
  if (!kind) {
    const nearest = nearestName(code, kinds.keys());
    return finding(acknowledgementUnknown, {
      path,
      detail: `${said}, and there is no such code.`,
      fix: nearest === undefined ? 'docs/findings.md lists all codes; remove it.' : `Did you mean "${nearest}"?`,
    });
  }
  return finding(acknowledgementUnused, {
    path,
    detail: kind.acknowledgeable
      ? `${said}, and nothing there gives this finding.`
      : `${said}, and findings of this code cannot be acknowledged.`,
    fix: 'Remove the acknowledgement, so that the finding is seen when it comes back.',
  });
}
