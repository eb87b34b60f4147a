import { Size } from 'cdk8s';
import { choiceProblems, invalidValue, PlinthError, type Report } from '../../core';
import type { ExistingMachineProps, OpenStackMachineProps } from './machine';
import { serverGroupPolicies } from './openstack-limits';

/** useradd(8): what all systems take as a name. */
const userForm = /^[a-z_][a-z0-9_-]{0,31}$/;
/** A name of DNS or an address of either family. */
const addressForm = /^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/;

/** What is wrong with how ssh reaches machines. Programs run without being type-checked, so any value may arrive. */
export function existingProblems(props: Required<ExistingMachineProps>): readonly Report[] {
  const { sshUser, sshPort, sshAddresses } = props;
  return [
    ...problem(userForm.test(sshUser), `sshUser is ${shown(sshUser)}.`, 'Write the name of a user, such as "core".'),
    ...problem(
      Number.isInteger(sshPort) && sshPort >= 1 && sshPort <= 65_535,
      `sshPort is ${shown(sshPort)}.`,
      'Write a port from 1 to 65535.',
    ),
    ...Object.entries(sshAddresses).flatMap(([host, address]) =>
      problem(
        addressForm.test(address),
        `sshAddresses says ${shown(address)} for "${host}".`,
        'Write an address or a name of DNS, without user and port.',
      ),
    ),
  ];
}

/** What is wrong with servers of OpenStack, as far as it can be told without the cloud. */
export function openStackProblems(props: OpenStackMachineProps): readonly Report[] {
  const { flavor, image, network, subnet, volumeType, capacity, serverGroupPolicy = 'soft-anti-affinity' } = props;
  const names = { flavor, image, network, subnet, ...(volumeType !== undefined && { volumeType }) };
  return [
    ...Object.entries(names).flatMap(([property, name]: [string, unknown]) =>
      problem(
        typeof name === 'string' && name.trim() === name && name !== '',
        `${property} is ${shown(name)}.`,
        'Write its name as the cloud shows it, not empty and without spaces around it.',
      ),
    ),
    ...choiceProblems('serverGroupPolicy', serverGroupPolicy, serverGroupPolicies),
    ...(capacity
      ? problem(
          Number.isInteger(capacity.cpus) && capacity.cpus > 0,
          `capacity.cpus is ${shown(capacity.cpus)}.`,
          'Write how many processors the flavor has.',
        )
      : []),
    ...(capacity
      ? problem(
          (capacity.memory as unknown) instanceof Size,
          'capacity.memory is no Size.',
          'Write how much memory the flavor has: Size.gibibytes(8).',
        )
      : []),
  ];
}

/** @throws PlinthError with all of them at once */
export function refuse(problems: readonly Report[]): void {
  const [first] = problems;
  if (!first) return;
  const details = problems.filter(({ kind }) => kind === first.kind);
  throw PlinthError.of(
    first.kind,
    details.map(({ detail }) => detail).join(' '),
    [...new Set(details.map(({ fix }) => fix))].join(' '),
  );
}

function problem(isRight: boolean, detail: string, fix: string): readonly Report[] {
  return isRight ? [] : [{ kind: invalidValue, detail, fix }];
}

export function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
