import {
  placedName,
  type Body,
  type Contribution,
  type Effect,
  type FirewallPeer,
  type HostPlace,
  type HostSecretSpec,
  type PackageSpec,
  type ResourceId,
  type Stage,
  type UnitSection,
  type UserSpec,
} from '../../assembly';

export interface FileProps {
  /** Absolute. */
  readonly path: string;
  readonly body: Body;
  /** What must happen before a change of the file is in effect. Never left out: a change that restarts nothing breaks clusters. */
  readonly effect: Effect;
  /** @default '0644' */
  readonly mode?: string;
  /** @default 'root' */
  readonly user?: string;
  /** @default - the user's */
  readonly group?: string;
  /** @default 'config' */
  readonly stage?: Stage;
}

export interface UnitProps {
  /** `etcd.service`, or of a drop-in `kubelet.service.d/10-plinth.conf`. */
  readonly name: string;
  /** @default - the operating system's own */
  readonly body?: readonly UnitSection[];
  /** @default 'enabled' */
  readonly state?: 'enabled' | 'static' | 'disabled' | 'masked';
  /** @default - restarts the unit */
  readonly effect?: Effect;
  /** @default 'config' */
  readonly stage?: Stage;
}

export interface PortProps {
  /** What listens: `etcd-peer`. */
  readonly name: string;
  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp' | 'vrrp';
  /** A port, or the first and last of several; left out for vrrp. */
  readonly port?: number | readonly [number, number];
  readonly from: readonly FirewallPeer[];
  readonly limitPerMinute?: number;
  readonly reason: string;
}

export type PackageProps = Omit<PackageSpec, 'on'>;
export type SecretFileProps = Omit<HostSecretSpec, 'on' | 'mode' | 'user' | 'group'> &
  Partial<Pick<HostSecretSpec, 'mode' | 'user' | 'group'>>;

/** A section of a unit; undefined settings are left out. */
export function section(
  name: string,
  settings: readonly (readonly [string, string | number | undefined])[],
): UnitSection {
  return {
    name,
    settings: settings.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const])),
  };
}

/** A file on all hosts of a place. */
export function contributeFile(into: Contribution, on: HostPlace, file: FileProps): ResourceId {
  const { path, body, effect, mode = '0644', user = 'root', group = user, stage = 'config' } = file;
  return into.resource('file', placedName(on, path), { on, path, mode, user, group, body, stage, effect });
}

export function contributeUnit(into: Contribution, on: HostPlace, unit: UnitProps): ResourceId {
  const { name, body, state = 'enabled', stage = 'config' } = unit;
  const effect = unit.effect ?? { kind: 'restart', unit: name.replace(/\.d\/.*$/, '') };
  return into.resource('unit', placedName(on, name), { on, name, ...(body && { body }), state, stage, effect });
}

export function contributePackage(into: Contribution, on: HostPlace, props: PackageProps): ResourceId {
  return into.resource('package', placedName(on, props.name), { on, ...props });
}

export function contributeModule(into: Contribution, on: HostPlace, name: string): ResourceId {
  return into.resource('module', placedName(on, name), { on, name });
}

export function contributeSysctl(into: Contribution, on: HostPlace, name: string, value: string | number): ResourceId {
  return into.resource('sysctl', placedName(on, name), { on, name, value: String(value) });
}

export function contributeUser(into: Contribution, on: HostPlace, user: Omit<UserSpec, 'on'>): ResourceId {
  return into.resource('user', placedName(on, user.name), { on, ...user });
}

/** Something that hosts listen on; from it follow the firewall, the cloud's security groups and `facts/ports.txt`. */
export function contributePort(into: Contribution, on: HostPlace, props: PortProps): ResourceId {
  const { name, protocol = 'tcp', port, from, limitPerMinute, reason } = props;
  const range = typeof port === 'number' ? ([port, port] as const) : port;
  return into.resource('firewall-rule', placedName(on, name), {
    ...{ on, name, protocol, from, reason },
    ports: range ? [range] : [],
    ...(limitPerMinute !== undefined && { limitPerMinute }),
  });
}

/** A file whose bytes are secret: apply brings it. Units that need it wait for it with a path unit. */
export function contributeSecretFile(into: Contribution, on: HostPlace, props: SecretFileProps): ResourceId {
  const { mode = '0600', user = 'root', group = user, ...rest } = props;
  return into.resource('host-secret', placedName(on, props.path), { on, mode, user, group, ...rest });
}
