import type { Size } from 'cdk8s';
import type { MachineSpec } from '../../assembly';

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
}

export interface OpenStackMachineProps {
  /** The flavor's name, `m1.large`. */
  readonly flavor: string;
  /** The image's name. A new image replaces no server by itself. */
  readonly image: string;
  readonly network: string;
  readonly subnet: string;
  /** The type of its volumes. @default - the cloud's default */
  readonly volumeType?: string;
  /** Processors and memory of the flavor, for checks of capacity. @default - unknown, and not checked */
  readonly capacity?: { readonly cpus: number; readonly memory: Size };
}

/** Where the hosts of a pool come from. */
export class Machine {
  /** Machines that somebody else made and that ssh reaches. */
  static existing(props: ExistingMachineProps = {}): Machine {
    const { sshUser = 'root', sshPort = 22 } = props;
    return new Machine(undefined, undefined, () => ({ kind: 'existing', sshUser, sshPort }));
  }

  /** Servers of OpenStack, made by OpenTofu or Terraform. */
  static openStack(props: OpenStackMachineProps): Machine {
    const { flavor, image, network, subnet, volumeType, capacity } = props;
    return new Machine(65_535, capacity, ({ environment, pool, zone, volumes, allowedAddresses, stateful }) => ({
      kind: 'openstack',
      ...{ flavor, image, network, subnet },
      ...(zone !== undefined && { availabilityZone: zone }),
      serverGroup: `${environment}-${pool}`,
      serverGroupPolicy: 'soft-anti-affinity',
      allowedAddresses,
      volumes: volumes.map(({ name, size }) => ({
        name,
        gibibytes: size.toGibibytes(),
        ...(volumeType !== undefined && { type: volumeType }),
      })),
      stateful,
    }));
  }

  /** The largest boot document, in bytes; undefined where there is no limit. */
  readonly userDataLimit: number | undefined;
  readonly capacity: { readonly cpus: number; readonly memory: Size } | undefined;
  /** The machine of one host. */
  readonly specOf: (host: MachineHost) => MachineSpec;

  private constructor(
    userDataLimit: number | undefined,
    capacity: { readonly cpus: number; readonly memory: Size } | undefined,
    specOf: (host: MachineHost) => MachineSpec,
  ) {
    this.userDataLimit = userDataLimit;
    this.capacity = capacity;
    this.specOf = specOf;
  }
}
