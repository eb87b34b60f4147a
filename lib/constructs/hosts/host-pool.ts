import { Construct } from 'constructs';
import {
  contributes,
  hostStack,
  plinthId,
  type Contribution,
  type HostPlace,
  type MachineSpec,
  type OsUpdates,
  type Provisioning,
  type ResourceId,
} from '../../assembly';
import { acknowledge, allowedOr, captureProvenance, report } from '../../core';
import { environmentOf } from '../base';
import { ArtifactMirror } from './artifact/artifact-mirror';
import { contributePackages } from './artifact/contribute-packages';
import { reportDigests } from './artifact/report-digests';
import type { FileProps, PackageProps, UnitProps } from './contribute';
import { contributeByHand, type EscapeHatch, type EscapeHatchProps } from './escape-hatches';
import { contributeFirewall } from './firewall/contribute-firewall';
import { Host } from './host';
import type { HostGroup } from './host-group';
import { declaredHosts } from './host-names';
import { hostPoolSpec, networkOf, provisioningOf, updatesOf, volumesOf, type HostNetwork } from './host-pool-facts';
import { hostPoolProblems } from './host-pool-problems';
import type { HostPoolProps } from './host-pool-props';
import type { OperatingSystem } from './operating-system';
import { soundProps } from './sound-props';
import { contributeBase } from './system/contribute-base';
import { contributeKernel } from './system/contribute-kernel';

/** Several hosts alike, with all that any host has whatever runs on it. */
export class HostPool extends Construct implements HostGroup {
  readonly name: string;
  readonly os: OperatingSystem;
  readonly hosts: readonly Host[];
  readonly artifacts: ArtifactMirror;
  readonly props: HostPoolProps;
  readonly network: HostNetwork;
  readonly provisioning: Provisioning;
  readonly updates: OsUpdates;
  readonly swap: 'off' | 'limited';
  /** What each host declares for the data of pods, by name. */
  readonly volumes: ReturnType<typeof volumesOf>;
  readonly #byHand: EscapeHatch[] = [];
  readonly #allowed = new Set<string>();
  #stateful = false;

  constructor(scope: Construct, id: string, given: HostPoolProps) {
    super(scope, id);
    captureProvenance(this);
    const { props, problems } = soundProps(given);
    this.name = id;
    this.os = props.os;
    this.props = props;
    this.artifacts = props.artifactMirror ?? ArtifactMirror.upstream();
    this.network = networkOf(props);
    this.provisioning = provisioningOf(props);
    this.updates = updatesOf(props);
    this.swap = allowedOr(props.swap ?? 'off', ['off', 'limited'], 'off');
    this.volumes = volumesOf(props);
    environmentOf(this);
    for (const { kind, detail, fix } of [...problems, ...hostPoolProblems(id, props)]) report(this, kind, detail, fix);
    this.hosts = declaredHosts(id, props).map(({ name, address, zone }) => new Host(this, name, address, zone));
    contributes(this, {
      subject: { stack: { name: hostStack, namespace: '' }, component: id },
      contribute: (into) => {
        this.contributeOwn(into);
      },
      derive: (into, known) => {
        contributeKernel(into, this, known);
        reportDigests(into, this, known);
        contributeFirewall(into, this, known);
        contributePackages(into, this, known);
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

  /** What all hosts of the pool have whatever runs on them: draw `needs` to it. */
  get component(): ResourceId {
    return plinthId(hostStack, 'component', this.name);
  }

  /** What the hosts call their link to the network, `eth0`. */
  get interfaceName(): string {
    return this.network.interface;
  }

  /** As whom and where one logs in. */
  get login(): { readonly user: string; readonly port: number } {
    const machine = this.machineOf({ name: this.name, address: '' });
    return machine.kind === 'existing'
      ? { user: machine.sshUser, port: machine.sshPort }
      : { user: this.os.facts.user ?? 'root', port: 22 };
  }

  /** The first hosts of the pool. */
  take(count: number): HostGroup {
    return { hosts: this.hosts.slice(0, count), pools: [this] };
  }

  /** Lets hosts send from further addresses and ranges: virtual ones, and those of pods with host-gw. */
  allowAddress(...addresses: readonly string[]): this {
    for (const address of addresses) this.#allowed.add(address);
    return this;
  }

  /** Says that hosts hold what must not be lost: no tool destroys their machines. */
  markStateful(): this {
    this.#stateful = true;
    return this;
  }

  /** Puts a file on every host, with a reason that reviewers will read. */
  addFile(file: FileProps, { reason }: EscapeHatchProps): this {
    this.#byHand.push({ kind: 'file', file, reason });
    return this;
  }

  /** Puts a unit on every host, or says what is to become of the system's own, with a reason that reviewers will read. */
  addUnit(unit: UnitProps, { reason }: EscapeHatchProps): this {
    this.#byHand.push({ kind: 'unit', unit, reason });
    return this;
  }

  /** Puts software on every host, `{ name: 'tcpdump', source: { kind: 'apt', hold: false } }`, with a reason. */
  addPackage(props: PackageProps, { reason }: EscapeHatchProps): this {
    this.#byHand.push({ kind: 'package', package: props, reason });
    return this;
  }

  /** Sets a setting of the kernel on every host, with a reason that reviewers will read. */
  addSysctl(name: string, value: string | number, { reason }: EscapeHatchProps): this {
    this.#byHand.push({ kind: 'sysctl', name, value, reason });
    return this;
  }

  /** Loads a module of the kernel on every host, before settings are applied, with a reason. */
  addModule(name: string, { reason }: EscapeHatchProps): this {
    this.#byHand.push({ kind: 'module', name, reason });
    return this;
  }

  /** Accepts a finding in the whole pool, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  private contributeOwn(into: Contribution): void {
    into.resource('host-pool', this.name, hostPoolSpec(this));
    const volumes = this.volumes.map(({ name, path, bytes }) => ({ name, path, bytes }));
    for (const host of this.hosts) {
      const { name, address, zone } = host;
      into.resource('host', name, { pool: this.name, address, ...(zone !== undefined && { zone }), volumes });
      into.resource('machine', name, this.machineOf(host));
    }
    contributeBase(into, this);
    for (const hatch of this.#byHand) contributeByHand(into, this, hatch);
  }

  private machineOf({
    name,
    address,
    zone,
  }: Pick<Host, 'name' | 'address'> & { zone?: string | undefined }): MachineSpec {
    return this.props.machine.specOf({
      ...{ name, address, pool: this.name, environment: environmentOf(this).name },
      ...(zone !== undefined && { zone }),
      volumes: this.volumes,
      allowedAddresses: [...this.#allowed].sort(),
      stateful: this.#stateful,
    });
  }
}
