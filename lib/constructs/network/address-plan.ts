import type { AddressPlanSpec } from '../../assembly';
import { Cidr, IpAddress, objectionsTo, type Report } from '../../core';
import { networkInvalid } from './findings';

export interface AddressPlanProps {
  /** Addresses of pods, `10.244.0.0/16`. */
  readonly pods: string;
  /** Addresses of services, `10.96.0.0/16`. */
  readonly services: string;
  /** The part of the pods' range that each host gets, as a prefix length: 24 are 254 pods. @default 24 */
  readonly nodePrefix?: number;
  /**
   * Addresses and ranges outside that hosts rely on, by what they are for: `{ ntp: ['10.1.0.4'], vpn: ['10.8.0.0/16'] }`.
   *
   * @default - none
   */
  readonly reserved?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Which addresses belong to whom. Hosts' own and virtual ones are added by those that have them.
 *
 * Whether ranges overlap and are large enough is for checks, which see everything.
 */
export class AddressPlan {
  readonly pods: string;
  readonly services: string;
  readonly nodePrefix: number;
  readonly reserved: Readonly<Record<string, readonly string[]>>;

  constructor({ pods, services, nodePrefix = 24, reserved = {} }: AddressPlanProps) {
    this.pods = pods;
    this.services = services;
    this.nodePrefix = nodePrefix;
    this.reserved = reserved;
  }

  /** What has the wrong form, with the property that has it. */
  problems(): readonly Report[] {
    const { pods, services, nodePrefix, reserved } = this;
    const outside = Object.entries(reserved).flatMap(([name, texts]) =>
      texts.flatMap((text) => (IpAddress.tryParse(text) ? [] : rangeProblems(`reserved.${name}`, text))),
    );
    const isPrefix = Number.isInteger(nodePrefix) && nodePrefix >= 8 && nodePrefix <= 30;
    return [
      ...podProblems(pods),
      ...rangeProblems('services', services),
      ...(isPrefix
        ? []
        : [invalid(`nodePrefix is ${String(nodePrefix)}.`, 'Write a whole number from 8 to 30, as 24.')]),
      ...outside,
    ];
  }

  /** The plan as data, with the networks of hosts and the addresses that move between them. */
  spec(nodes: readonly string[], virtual: Readonly<Record<string, string>>): AddressPlanSpec {
    const { pods, services, nodePrefix, reserved } = this;
    return { nodes: [...new Set(nodes)].sort(), pods, services, virtual, reserved, nodePrefix };
  }
}

function podProblems(text: string): readonly Report[] {
  const problems = rangeProblems('pods', text);
  if (problems.length > 0 || Cidr.parse(text).family === 4) return problems;
  return [invalid(`pods is ${text}: networks of pods are IPv4 here.`, "Write a range such as pods: '10.244.0.0/16'.")];
}

/** As Cidr says it, with the property named. */
function rangeProblems(property: string, text: string): readonly Report[] {
  return objectionsTo(() => Cidr.parse(text)).map(({ detail, fix }) => invalid(`${property}: ${detail}`, fix));
}

function invalid(detail: string, fix: string): Report {
  return { kind: networkInvalid, detail, fix };
}
