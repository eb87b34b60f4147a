import { dnsLabel, nameProblem, nearestName, suggestedName, type Report } from '../../core';
import { hostNameInvalid, hostPoolInvalid, hostRetired } from './findings';
import { declaredHosts, retiredAddresses } from './host-names';
import type { HostPoolProps } from './host-pool-props';

const invalid = (detail: string, fix: string): readonly Report[] => [{ kind: hostPoolInvalid, detail, fix }];

/** What is wrong with who is in a pool: how many, by which names, and whether these were used before. */
export function hostNameProblems(pool: string, props: HostPoolProps): readonly Report[] {
  return [
    ...nameProblems('pool', pool),
    ...Object.keys(props.names ?? {}).flatMap((name) => nameProblems('host', name)),
    ...countProblems(pool, props),
    ...retiredProblems(pool, props),
    ...machineProblems(pool, props),
  ];
}

/** Hosts by count are called by their pool, so the same holds for both. */
function nameProblems(what: 'pool' | 'host', name: string): readonly Report[] {
  const problem = nameProblem(name, dnsLabel);
  if (problem !== undefined) {
    const detail = `The ${what}'s name ${problem}.`;
    return [{ kind: hostNameInvalid, detail, fix: `Did you mean "${suggestedName(name)}"?` }];
  }
  // Of the folders in hosts/<pool>/ this is the one of what all hosts have.
  if (what === 'pool' || name !== 'files') return [];
  const detail = 'The host\'s name is "files", which is the folder of what all hosts of a pool have.';
  return [{ kind: hostNameInvalid, detail, fix: 'Give it another name.' }];
}

function countProblems(pool: string, { count, names, firstAddress }: HostPoolProps): readonly Report[] {
  if (count !== undefined && names !== undefined) {
    const named = Object.keys(names).join(', ');
    return invalid(`The pool has both count (${String(count)}) and names (${named}).`, 'Keep one of them.');
  }
  if (names !== undefined) {
    return Object.keys(names).length > 0 ? [] : invalid('The pool has no hosts: names is empty.', 'Name a host.');
  }
  if (count === undefined) {
    return invalid('The pool has neither count nor names.', "Write count: 3, and firstAddress: '10.20.0.11'.");
  }
  if (!Number.isInteger(count) || count < 1) {
    return invalid(`count is ${JSON.stringify(count)}.`, 'Write a whole number of 1 or more.');
  }
  if (firstAddress !== undefined) return [];
  const hosts =
    count === 1 ? `host ${pool}-1 has no address` : `hosts ${pool}-1 to ${pool}-${String(count)} have no addresses`;
  return invalid(`The ${hosts}.`, "Write firstAddress: '10.20.0.11'.");
}

function retiredProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const { retired = [] } = props;
  const addresses = retiredAddresses(pool, props);
  return declaredHosts(pool, props).flatMap(({ name, address }) => {
    const former = addresses.get(address);
    const detail = retired.includes(name)
      ? `"${name}" is among the names and among the retired.`
      : former === undefined
        ? undefined
        : `"${name}" has the address ${address}, which "${former}" had.`;
    const fix = 'Give the host a name and an address that were never used: others may know the old ones still.';
    return detail === undefined ? [] : [{ kind: hostRetired, detail, fix }];
  });
}

/** Machines that are told of hosts by name: a name that is none is a host that nobody reaches where it really is. */
function machineProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const hosts = declaredHosts(pool, props).map(({ name }) => name);
  return props.machine.namedHosts
    .filter((name) => !hosts.includes(name))
    .flatMap((name) => {
      const nearest = nearestName(name, hosts);
      const detail = `The machines are told where ssh reaches "${name}", and there is no such host in the pool: ${hosts.join(', ')}.`;
      return invalid(detail, nearest === undefined ? 'Leave it out.' : `Did you mean "${nearest}"?`);
    });
}
