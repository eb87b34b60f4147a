import type { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { contributes, hostStack, type Contribution, type HostPlace, type RegistryMirror } from '../../assembly';
import { acknowledge, captureProvenance } from '../../core';
import { environmentOf } from '../base';
import type { Machine } from '../machines';
import { contributeFile, contributeUnit, type FileProps, type UnitProps } from './contribute';
import { Host } from './host';
import type { HostGroup } from './host-group';
import type { OperatingSystem } from './operating-system';

/** A disk or folder on each host of a pool on which pods may keep data. */
export interface HostVolumeProps {
  readonly size: Size;
  /** @default `/var/lib/plinth/volumes/<name>` */
  readonly path?: string;
}

export interface HostPoolProps {
  /** How many hosts: `control-1` to `control-<count>`. @default - `names` says */
  readonly count?: number;
  /** The hosts by name, with their addresses. @default - `count` says */
  readonly names?: Readonly<Record<string, string>>;
  /** Names that were used once: they and their addresses are not given again. @default - none */
  readonly retired?: readonly string[];
  readonly os: OperatingSystem;
  readonly machine: Machine;
  /** The network that the hosts are in, `10.20.0.0/24`. */
  readonly subnet: string;
  /** The address of the first host by count, `10.20.0.11`; each further one gets the next. */
  readonly firstAddress?: string;
  /** Zones that hosts are spread over, in turn. @default - none */
  readonly zones?: readonly string[];
  /** Volumes of each host: local storage of pods. @default - none */
  readonly volumes?: Readonly<Record<string, Size | HostVolumeProps>>;
  /** Public keys of the people who may log in. */
  readonly sshKeys: readonly string[];
  /** Where images are really pulled from. @default - where their names say */
  readonly registryMirrors?: readonly RegistryMirror[];
}

/** Several hosts alike. */
export class HostPool extends Construct implements HostGroup {
  readonly name: string;
  readonly os: OperatingSystem;
  readonly hosts: readonly Host[];
  readonly props: HostPoolProps;
  readonly #files: FileProps[] = [];
  readonly #units: UnitProps[] = [];

  constructor(scope: Construct, id: string, props: HostPoolProps) {
    super(scope, id);
    captureProvenance(this);
    this.name = id;
    this.os = props.os;
    this.props = props;
    environmentOf(this);
    this.hosts = hostsOf(this, props);
    contributes(this, {
      subject: { stack: { name: hostStack, namespace: '' }, component: id },
      contribute: (into) => {
        this.contributeOwn(into);
      },
    });
  }

  get pools(): readonly HostPool[] {
    return [this];
  }

  /** Where things stand that all hosts of the pool have. */
  get place(): HostPlace {
    return { pool: this.name };
  }

  /** The first hosts of the pool. */
  take(count: number): HostGroup {
    return { hosts: this.hosts.slice(0, count), pools: [this] };
  }

  /** Puts a file on every host. An escape hatch that reviewers see. */
  addFile(file: FileProps): this {
    this.#files.push(file);
    return this;
  }

  /** Puts a unit on every host. */
  addUnit(unit: UnitProps): this {
    this.#units.push(unit);
    return this;
  }

  /** Accepts a finding in the whole pool, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  private contributeOwn(into: Contribution): void {
    for (const file of this.#files) contributeFile(into, this.place, file);
    for (const unit of this.#units) contributeUnit(into, this.place, unit);
  }
}

function hostsOf(pool: HostPool, props: HostPoolProps): readonly Host[] {
  return Object.entries(props.names ?? {}).map(([name, address]) => new Host(pool, name, address, undefined));
}
