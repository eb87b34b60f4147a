import type { NodeFacts } from '../../assembly';
import { findingKind, type JsonObject, nearestName, objectsAt, textAt, textMapAt, textsAt } from '../../core';
import type { Pod } from '../facts/pods';
import { listed } from '../facts/text';
import type { RuleContext } from '../rule';

export const nodeLabelMissing = findingKind({
  code: 'node-label-missing',
  severity: 'error',
  summary: 'pods ask for a label that no node has',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/'],
  acknowledgeable: true,
});

export const hostKey = 'kubernetes.io/hostname';
export const zoneKey = 'topology.kubernetes.io/zone';

/** Labels that the kubelet gives every node; the older two of them still. */
const givenKeys: readonly string[] = [
  hostKey,
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
];

/** A label that a node must have: any value of the key where none is named. */
interface Wanted {
  readonly key: string;
  readonly values: readonly string[];
}

/** Values by key; undefined for a key that may have any. */
type Labels = ReadonlyMap<string, readonly string[] | undefined>;

/** What a pod asks of the labels of nodes, where the cluster says which ones they have. */
export function checkNodeLabels(context: RuleContext, pod: Pod, nodes: NodeFacts): void {
  if (!nodes.labels) return;
  const labels = labelsOf(nodes, nodes.labels);
  const missing = (wanted: Wanted): boolean => !isThere(wanted, labels);
  const add = (field: string, wanted: readonly Wanted[], effect: string): void => {
    context.report(
      nodeLabelMissing,
      pod.id,
      `${context.title(pod.id)} asks for ${wanted.map(wantedText).join(' or ')} (${field}), and the nodes of the ${context.clusterTitle} have ${knownText(wanted, labels)}: ${effect}.`,
      fixOf(wanted, labels),
    );
  };

  for (const [key, value] of Object.entries(textMapAt(pod.spec, 'nodeSelector'))) {
    const wanted = { key, values: [value] };
    if (missing(wanted)) add('nodeSelector', [wanted], 'none of them would take a pod');
  }
  // One term is enough, and a term needs all of its expressions.
  const terms = objectsAt(pod.spec, 'affinity', 'nodeAffinity', required, 'nodeSelectorTerms');
  const unmet = terms.map((term) => expressionsOf(term).find(missing)).filter((one) => one !== undefined);
  if (terms.length > 0 && unmet.length === terms.length) add('nodeAffinity', unmet, 'none of them would take a pod');
  for (const { key, field, effect } of topologyKeys(pod)) {
    // Of a cluster without zones the spreading itself is told.
    if (key === '' || key === zoneKey) continue;
    const wanted = { key, values: [] };
    if (missing(wanted)) add(field, [wanted], effect);
  }
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

function labelsOf({ zones }: NodeFacts, given: readonly string[]): Labels {
  const labels = new Map<string, readonly string[] | undefined>(givenKeys.map((key) => [key, undefined]));
  const all = [...given, ...zones.map((zone) => `${zoneKey}=${zone}`)];
  for (const label of all) {
    const [key = '', value] = label.split('=');
    const isAny = value === undefined || (labels.has(key) && labels.get(key) === undefined);
    labels.set(key, isAny ? undefined : [...new Set([...(labels.get(key) ?? []), value])]);
  }
  return labels;
}

function isThere({ key, values }: Wanted, labels: Labels): boolean {
  const known = labels.get(key);
  return (
    labels.has(key) && (known === undefined || values.length === 0 || values.some((value) => known.includes(value)))
  );
}

/** The labels that a term needs a node to have; what it must not have is always met by some node. */
function expressionsOf(term: JsonObject): readonly Wanted[] {
  return objectsAt(term, 'matchExpressions').flatMap((one) => {
    const key = textAt(one, 'key') ?? '';
    switch (textAt(one, 'operator')) {
      case 'In':
        return [{ key, values: textsAt(one, 'values') }];
      case 'Exists':
      case 'Gt':
      case 'Lt':
        return [{ key, values: [] }];
      default:
        return [];
    }
  });
}

interface TopologyKey {
  readonly key: string;
  readonly field: string;
  readonly effect: string;
}

function topologyKeys({ spec }: Pod): readonly TopologyKey[] {
  const field = 'topologySpreadConstraints';
  const strict = objectsAt(spec, field).filter((one) => textAt(one, 'whenUnsatisfiable') === 'DoNotSchedule');
  const keyed = (terms: readonly JsonObject[], named: string, effect: string): readonly TopologyKey[] =>
    terms.map((term) => ({ key: textAt(term, 'topologyKey') ?? '', field: `topologyKey of ${named}`, effect }));
  const [together, apart] = ['podAffinity', 'podAntiAffinity'].map((name) =>
    objectsAt(spec, 'affinity', name, required),
  );
  return [
    ...keyed(strict, field, 'none of them would take a pod'),
    ...keyed(together ?? [], 'podAffinity', 'none of them would take a pod'),
    ...keyed(apart ?? [], 'podAntiAffinity', 'nothing would be kept apart'),
  ];
}

function wantedText({ key, values }: Wanted): string {
  return values.length === 0 ? key : values.map((value) => `${key}=${value}`).join(' or ');
}

/** The values of a key that is there, else everything that was said about the nodes. */
function knownText(wanted: readonly Wanted[], labels: Labels): string {
  const same = wanted.flatMap(({ key }) => labelTexts([key, labels.get(key) ?? []]));
  const all = [...labels].filter(([key]) => !givenKeys.includes(key)).flatMap(labelTexts);
  return all.length === 0 ? 'only what every kubelet sets' : listed(same.length > 0 ? [...new Set(same)] : all);
}

function labelTexts([key, values]: readonly [string, readonly string[] | undefined]): readonly string[] {
  return values?.map((value) => `${key}=${value}`) ?? [key];
}

function fixOf(wanted: readonly Wanted[], labels: Labels): string {
  const nearest = wanted.map((one) => nearestLabel(one, labels)).find((label) => label !== undefined);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  const [first] = wanted;
  if (first?.key === zoneKey) return 'Ask for a zone that the cluster has, or add it: nodes: { count, zones }.';
  const label = first ? wantedText({ key: first.key, values: first.values.slice(0, 1) }) : '';
  return `Ask for a label that they have, or label nodes and say so: nodes: { count, zones, labels: ['${label}'] }.`;
}

/** Names are compared within their prefix first: "kubernetes.io/gpu" is no mistyped "kubernetes.io/os". */
function nearestLabel({ key, values }: Wanted, labels: Labels): string | undefined {
  if (labels.has(key)) {
    const value = values.map((one) => nearestName(one, labels.get(key) ?? [])).find((one) => one !== undefined);
    return value === undefined ? undefined : `${key}=${value}`;
  }
  const prefix = key.slice(0, key.indexOf('/') + 1);
  const inPrefix = (one: string): boolean => one.slice(0, one.indexOf('/') + 1) === prefix;
  const keys = [...labels.keys()];
  const name = nearestName(
    key.slice(prefix.length),
    keys.filter(inPrefix).map((one) => one.slice(prefix.length)),
  );
  const other = keys.filter((one) => !inPrefix(one));
  const near = name === undefined ? nearestName(key, other) : `${prefix}${name}`;
  const value = values.find((one) => near !== undefined && isThere({ key: near, values: [one] }, labels));
  return near === undefined || value === undefined ? near : `${near}=${value}`;
}
