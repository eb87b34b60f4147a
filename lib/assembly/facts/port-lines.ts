import { fieldAt, type JsonObject, numberAt, objectsAt, textAt, textMapAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import { plinthId } from '../model/identity';
import type { ObjectResource } from '../model/object';
import { podGroupsOf, type DeclaredPort, type Labels, type PodGroup } from '../network';
import { hasLabels } from '../network/label-selector';
import { grouped } from '../network/grouped';
import { protocolOf } from '../network/containers';
import { namespaceOf } from '../network/workloads';
import { hostPortLines } from './host-port-lines';

export const portsHead: readonly string[] = [
  'Every port that something listens on, and the Service in front of it.',
  'What stands before the comma is where the process listens; policies see that port, not the port of the Service.',
];

/** A port of a Service with the pods that it leads to. */
interface ServicePort {
  readonly text: string;
  readonly protocol: DeclaredPort['protocol'];
  readonly target: number | string;
}

/** The ports of all hosts, and those of all containers by the Services that lead to them. */
export function portLines(assembly: Assembly): readonly string[] {
  const groups = podGroupsOf(assembly);
  const byNamespace = grouped(groups, ({ namespace }) => namespace);
  const leading = new Map<PodGroup, ServicePort[]>(groups.map((group) => [group, []]));
  const lines = [...hostPortLines(assembly)];
  for (const object of resourcesOf(assembly, 'object')) {
    if (object.spec.apiVersion !== 'v1' || object.spec.kind !== 'Service') continue;
    const { selector, atRunTime } = selectorOf(assembly, object);
    // Without a selector somebody else says where the Service leads, as with ExternalName.
    if (Object.keys(selector).length + atRunTime.length === 0) continue;
    const ports = servicePorts(object, atRunTime);
    const selected = (byNamespace.get(namespaceOf(object)) ?? []).filter(({ labels }) => hasLabels(labels, selector));
    for (const group of selected) leading.get(group)?.push(...ports);
    if (selected.length === 0) lines.push(...ports.map(({ text }) => `nothing here listens behind ${text}`));
  }
  return [...lines, ...groups.flatMap((group) => groupLines(group, leading.get(group) ?? []))];
}

function groupLines(group: PodGroup, services: readonly ServicePort[]): readonly string[] {
  const declared = group.ports.flatMap((port) => {
    const leading = services.filter((service) => leadsTo(service, port)).map(({ text }) => text);
    const place = [group.name, ...(port.container === undefined ? [] : [port.role, port.container])].join(' ');
    const name = port.name === undefined ? '' : ` (${port.name})`;
    const start = `${place} listens on ${portText(port)}${name}${hostText(group, port)}`;
    return leading.length === 0 ? [`${start}, no Service`] : leading.map((text) => `${start}, ${text}`);
  });
  const undeclared = services
    .filter((service) => !group.ports.some((port) => leadsTo(service, port)))
    .map(({ protocol, target, text }) => {
      const what = typeof target === 'number' ? portText({ protocol, number: target }) : `port named ${target}`;
      return `${group.name} declares no ${what}, ${text} leads there`;
    });
  return [...declared, ...undeclared];
}

function leadsTo({ protocol, target }: ServicePort, port: DeclaredPort): boolean {
  return protocol === port.protocol && (target === port.number || target === port.name);
}

/** A selector as pod templates can meet it, and the labels in it that a component gives to its own pods while it runs. */
function selectorOf(
  assembly: Assembly,
  { owner, spec }: ObjectResource,
): { readonly selector: Labels; readonly atRunTime: readonly string[] } {
  const [stack = '', name = ''] = owner.split('/');
  const component = assembly.resources[plinthId(stack, 'component', name)];
  const runtime = component?.kind === 'component' ? (component.spec.pods?.runtimeLabels ?? []) : [];
  const labels = Object.entries(textMapAt(spec, 'spec', 'selector'));
  return {
    selector: Object.fromEntries(labels.filter(([label]) => !runtime.includes(label))),
    atRunTime: labels.filter(([label]) => runtime.includes(label)).map(([label, value]) => `${label}=${value}`),
  };
}

function servicePorts(object: ObjectResource, atRunTime: readonly string[]): readonly ServicePort[] {
  const service = `Service ${object.stack}/${object.spec.metadata.name}`;
  const isHeadless = textAt(object.spec, 'spec', 'clusterIP') === 'None';
  const type = isHeadless ? 'headless' : (textAt(object.spec, 'spec', 'type') ?? 'ClusterIP');
  const ofPods = atRunTime.length === 0 ? '' : `, of pods labelled ${[...atRunTime].sort().join(', ')} at run time`;
  return objectsAt(object.spec, 'spec', 'ports').map((port) => {
    const [number, name, nodePort] = [numberAt(port, 'port'), textAt(port, 'name'), numberAt(port, 'nodePort')];
    const named = name === undefined ? '' : ` (${name})`;
    const onNode = nodePort === undefined ? '' : ` ${String(nodePort)}`;
    return {
      text: `${service} port ${String(number ?? '?')}${named} ${type}${onNode}${ofPods}`,
      protocol: protocolOf(textAt(port, 'protocol')),
      target: targetOf(port),
    };
  });
}

/** Where no target is given it is the port itself. */
function targetOf(port: JsonObject): number | string {
  const target = fieldAt(port, 'targetPort');
  if (typeof target === 'number' || typeof target === 'string') return target;
  return numberAt(port, 'port') ?? 0;
}

function hostText(group: PodGroup, { hostPort }: DeclaredPort): string {
  if (group.hostNetwork) return ' of its host';
  return hostPort === undefined ? '' : ` and port ${String(hostPort)} of its host`;
}

function portText({ protocol, number }: Pick<DeclaredPort, 'protocol' | 'number'>): string {
  return `${protocol.toLowerCase()}/${String(number)}`;
}
