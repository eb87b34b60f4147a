import { dnsLabel, nameProblem, suggestedName, type JsonObject, type Protocol, type Report } from '../../../core';
import type { ComponentPort } from '../../../assembly';
import { portInvalid } from './findings';

/** A port at which a container listens, and how its service offers it. */
export interface PortProps {
  /** Where the process listens. */
  readonly container: number;
  /** The port of the service. @default - the container's */
  readonly service?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /** What is spoken, for gateways and meshes: `kubernetes.io/h2c`, `https`. @default - not stated */
  readonly appProtocol?: string;
}

/** Ports by name. A number stands for a TCP port that is the same for the container and its service. */
export type Ports<P extends string = string> = Readonly<Record<P, number | PortProps>>;

/** A port with everything filled in. */
export interface ResolvedPort {
  readonly name: string;
  readonly container: number;
  readonly service: number;
  readonly protocol: Protocol;
  readonly appProtocol?: string;
}

/** The ports with everything filled in, in the order in which they are declared. */
export function resolvePorts(ports: Ports): readonly ResolvedPort[] {
  return Object.entries(ports).map(([name, given]) => {
    const {
      container,
      service = container,
      protocol = 'TCP',
      appProtocol,
    } = typeof given === 'number' ? { container: given } : given;
    return { name, container, service, protocol, ...(appProtocol !== undefined && { appProtocol }) };
  });
}

/** The ports as a container declares them. */
export function containerPorts(ports: readonly ResolvedPort[]): readonly JsonObject[] {
  return ports.map(({ name, container, protocol }) => ({ name, containerPort: container, protocol }));
}

/** The ports as a component declares them to checks and policies. */
export function componentPorts(ports: readonly ResolvedPort[], serviceName?: string): readonly ComponentPort[] {
  return ports.map(({ name, container, service, protocol }) => ({
    name,
    number: container,
    protocol,
    ...(serviceName !== undefined && { service: { name: serviceName, port: service } }),
  }));
}

/** Port names are shorter than others: 15 characters, one of them a letter (RFC 6335). */
const portName = { ...dnsLabel, maxLength: 15 };

/** Names and numbers that no port has. Two ports that are the same are a finding about the object. */
export function portProblems(ports: Ports): readonly Report[] {
  const resolved = resolvePorts(ports);
  const problem = (detail: string, fix: string): Report => ({ kind: portInvalid, detail, fix });
  const names = resolved.flatMap(({ name }) => {
    const wrong =
      nameProblem(name, portName) ??
      (/^(?=.*[a-z])(?!.*--)/.test(name) ? undefined : `"${name}" needs a letter, and no two "-" in a row`);
    return wrong === undefined
      ? []
      : [problem(`The name of a port, ${wrong}.`, `Did you mean "${suggestedName(name, portName.maxLength)}"?`)];
  });
  const numbers = resolved.flatMap(({ name, container, service }) =>
    [...new Set([container, service])]
      .filter((number) => !Number.isInteger(number) || number < 1 || number > 65535)
      .map((number) =>
        problem(`The port "${name}" has the number ${String(number)}.`, 'Write a whole number from 1 to 65535.'),
      ),
  );
  return [...names, ...numbers];
}
