import { SizeRoundingBehavior, type Size } from 'cdk8s';
import type { MachineSpec } from '../../assembly';
import { allowedOr } from '../../core';
import { existingProblems, openStackProblems, refuse } from './machine-problems';
import { serverGroupPolicies, userDataLimits } from './openstack-limits';

/** What a machine must know of the host that it becomes. */
export interface MachineHost {
  readonly name: string;
  readonly pool: string;
  readonly environment: string;
  readonly address: string;
  readonly zone?: string;
  readonly volumes: readonly { readonly name: string; readonly size: Size }[];
  /** Addresses that it may send from besides its own: virtual ones, and those of pods with host-gw. */
  readonly allowedAddresses: readonly string[];
  readonly stateful: boolean;
}

export interface ExistingMachineProps {
  /** The user that ssh logs in as. @default 'root' */
  readonly sshUser?: string;
  /** @default 22 */
  readonly sshPort?: number;
  /** Where ssh reaches a host, by its name. @default - at its address */
  readonly sshAddresses?: Readonly<Record<string, string>>;
}

/** How strictly the servers of a pool are kept on different hypervisors. */
export type ServerGroupPolicy = 'anti-affinity' | 'soft-anti-affinity';

export interface OpenStackMachineProps {
  /** The flavor's name, `m1.large`. A new flavor resizes servers, each of which restarts. */
  readonly flavor: string;
  /** The image's name. A new image replaces no server by itself. */
  readonly image: string;
  /** The network and the subnet in it, by name. They exist already. */
  readonly network: string;
  readonly subnet: string;
  /** The type of its volumes. @default - the cloud's default */
  readonly volumeType?: string;
  /**
   * Whether servers of a pool must be on different hypervisors, or only should be where there are enough.
   *
   * @default 'soft-anti-affinity'
   */
  readonly serverGroupPolicy?: ServerGroupPolicy;
  /** Processors and memory of the flavor, for checks of capacity. @default - unknown, and not checked */
  readonly capacity?: { readonly cpus: number; readonly memory: Size };
}

/** Where the hosts of a pool come from. */
export class Machine {
  /**
   * Machines that somebody else made and that ssh reaches.
   *
   * @throws PlinthError `invalid-value` for a user, port or address that ssh cannot use
   */
  static existing(props: ExistingMachineProps = {}): Machine {
    const { sshUser = 'root', sshPort = 22, sshAddresses = {} } = props;
    refuse(existingProblems({ sshUser, sshPort, sshAddresses }));
    return new Machine(undefined, undefined, Object.keys(sshAddresses), ({ name }) => {
      const sshAddress = sshAddresses[name];
      return { kind: 'existing', ...(sshAddress !== undefined && { sshAddress }), sshPort, sshUser };
    });
  }

  /**
   * Servers of OpenStack, made by OpenTofu or Terraform from `machines/main.tf.json`.
   *
   * @throws PlinthError `invalid-value` for a name that is empty or a capacity that is none, `choice-unknown` for a policy that
   *   there is not
   */
  static openStack(props: OpenStackMachineProps): Machine {
    const { flavor, image, network, subnet, volumeType, capacity } = props;
    const { serverGroupPolicy: policy = 'soft-anti-affinity' } = props;
    refuse(openStackProblems(props));
    const serverGroupPolicy = allowedOr(policy, serverGroupPolicies, 'soft-anti-affinity');
    return new Machine(
      userDataLimits.openstack,
      capacity,
      [],
      ({ environment, pool, zone, volumes, allowedAddresses, stateful }) => ({
        kind: 'openstack',
        ...{ flavor, image, network, subnet },
        ...(zone !== undefined && { availabilityZone: zone }),
        serverGroup: `${environment}-${pool}`,
        serverGroupPolicy,
        allowedAddresses,
        volumes: volumes.map(({ name, size }) => ({
          name,
          gibibytes: Math.ceil(size.toGibibytes({ rounding: SizeRoundingBehavior.NONE })),
          ...(volumeType !== undefined && { type: volumeType }),
        })),
        stateful,
      }),
    );
  }

  /** The largest boot document, in bytes; undefined where there is no limit. */
  readonly userDataLimit: number | undefined;
  readonly capacity: { readonly cpus: number; readonly memory: Size } | undefined;
  /** Hosts that it was told of by name: each must be one of its pool. */
  readonly namedHosts: readonly string[];
  /** The machine of one host. */
  readonly specOf: (host: MachineHost) => MachineSpec;

  private constructor(
    userDataLimit: number | undefined,
    capacity: { readonly cpus: number; readonly memory: Size } | undefined,
    namedHosts: readonly string[],
    specOf: (host: MachineHost) => MachineSpec,
  ) {
    this.userDataLimit = userDataLimit;
    this.capacity = capacity;
    this.namedHosts = namedHosts;
    this.specOf = specOf;
  }
}
