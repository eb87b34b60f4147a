import type { Manifest } from '../../lib/assembly';
import { isJsonObject, type Json, type JsonObject } from '../../lib/core';
import type { ExpectedProbe, ExpectedService } from './online-boutique';

/** What the release says of one service, one fact a line. */
export function releaseFacts(name: string, service: ExpectedService): readonly string[] {
  const { image, ports, env, readiness, liveness, resources, loadBalancer, initContainer } = service;
  return [
    `${name} image ${image}`,
    ...ports.map((port) => `${name} port ${String(port.service)} -> ${String(port.container)}`),
    ...envFacts(name, env),
    ...probeFacts(`${name} readiness`, readiness),
    ...probeFacts(`${name} liveness`, liveness),
    ...amountFacts(`${name} requests`, resources.requests),
    ...amountFacts(`${name} limits`, resources.limits),
    ...(loadBalancer
      ? [`${name} LoadBalancer ${String(loadBalancer.service)} -> ${String(loadBalancer.container)}`]
      : []),
    ...(initContainer
      ? [
          `${name} init container ${initContainer.name} image ${initContainer.image}`,
          ...envFacts(`${name} init container ${initContainer.name}`, initContainer.env),
        ]
      : []),
  ];
}

/** What the manifests of one service say, in the same words. */
export function manifestFacts(name: string, deployment: Manifest, services: readonly Manifest[]): readonly string[] {
  const pod = objectAt(deployment, 'spec', 'template', 'spec');
  const [container = {}] = listAt(pod, 'containers');
  const named = new Map(listAt(container, 'ports').map((port) => [port['name'], port['containerPort']]));
  const number = (port: Json | undefined): string => word(typeof port === 'string' ? named.get(port) : port);
  const { requests = {}, limits = {} } = objectAt(container, 'resources');
  return [
    `${name} image ${word(container['image'])}`,
    ...services.flatMap((service) =>
      listAt(objectAt(service, 'spec'), 'ports').map((port) => {
        return `${name} port ${word(port['port'])} -> ${number(port['targetPort'])}`;
      }),
    ),
    ...listAt(container, 'env').map((variable) => `${name} env ${word(variable['name'])}=${word(variable['value'])}`),
    ...probeFacts(`${name} readiness`, probeOf(container['readinessProbe'], number)),
    ...probeFacts(`${name} liveness`, probeOf(container['livenessProbe'], number)),
    ...amountFacts(`${name} requests`, requests as JsonObject),
    ...amountFacts(`${name} limits`, limits as JsonObject),
    ...listAt(pod, 'initContainers').map((init) => `${name} init container ${word(init['name'])}`),
  ];
}

/** Lines that only one of the two has, as a diff shows them. */
export function factDiff(before: readonly string[], after: readonly string[]): string {
  const gone = before.filter((fact) => !after.includes(fact)).map((fact) => `- ${fact}`);
  const added = after.filter((fact) => !before.includes(fact)).map((fact) => `+ ${fact}`);
  return [...gone, ...added].join('\n');
}

function envFacts(name: string, env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).map(([variable, value]) => `${name} env ${variable}=${value}`);
}

type Probe = Omit<ExpectedProbe, 'kind' | 'port'> & { readonly kind: string; readonly port?: number | string };

/** Kubernetes asks every ten seconds unless it is told otherwise. */
function probeFacts(name: string, probe: Probe | undefined): readonly string[] {
  if (!probe) return [];
  const { kind, port, path, header, initialDelaySeconds, periodSeconds = 10 } = probe;
  return [
    [name, kind, port, path, header].filter((part) => part !== undefined).join(' '),
    `${name} every ${String(periodSeconds)} seconds`,
    ...(initialDelaySeconds === undefined ? [] : [`${name} after ${String(initialDelaySeconds)} seconds`]),
  ];
}

function probeOf(probe: Json | undefined, number: (port: Json | undefined) => string): Probe | undefined {
  if (!isJsonObject(probe)) return undefined;
  const { periodSeconds, initialDelaySeconds } = probe;
  const timing = {
    ...(typeof periodSeconds === 'number' && { periodSeconds }),
    ...(typeof initialDelaySeconds === 'number' && { initialDelaySeconds }),
  };
  if (probe['exec'] !== undefined) {
    const command = objectAt(probe, 'exec')['command'];
    return { kind: `exec ${Array.isArray(command) ? command.join(' ') : ''}`, ...timing };
  }
  const http = objectAt(probe, 'httpGet');
  const [header] = listAt(http, 'httpHeaders');
  if (probe['httpGet'] !== undefined) {
    return {
      kind: 'http',
      port: number(http['port']),
      path: word(http['path']),
      ...(header && { header: `${word(header['name'])}: ${word(header['value'])}` }),
      ...timing,
    };
  }
  const kind = probe['grpc'] === undefined ? 'tcp' : 'grpc';
  return { kind, port: number(objectAt(probe, kind === 'grpc' ? 'grpc' : 'tcpSocket')['port']), ...timing };
}

function amountFacts(name: string, amounts: object): readonly string[] {
  return Object.entries(amounts).map(([resource, amount]) => `${name} ${resource} ${String(amount)}`);
}

/** A scalar as it stands in a manifest. */
function word(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function objectAt(value: object, ...path: readonly string[]): JsonObject {
  let at: unknown = value;
  for (const part of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined;
  return isJsonObject(at) ? at : {};
}

function listAt(value: JsonObject, field: string): readonly JsonObject[] {
  const list = value[field];
  return Array.isArray(list) ? (list as readonly JsonObject[]) : [];
}
