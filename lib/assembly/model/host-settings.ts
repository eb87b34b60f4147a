import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** Somebody who exists on hosts: a person with keys, or the user that a daemon runs as. */
export interface UserSpec {
  readonly on: HostPlace;
  readonly name: string;
  /** A daemon's user: it has no login. */
  readonly system: boolean;
  /** Whether it may become root without a password. */
  readonly sudo: boolean;
  readonly groups: readonly string[];
  /** Public keys, as authorized_keys has them. */
  readonly keys: readonly string[];
}

/** A setting of the kernel. */
export interface SysctlSpec {
  readonly on: HostPlace;
  readonly name: string;
  readonly value: string;
}

/** A module of the kernel that is loaded before settings are applied. */
export interface ModuleSpec {
  readonly on: HostPlace;
  readonly name: string;
}

export type UserResource = ResourceBase<'user', UserSpec>;
export type SysctlResource = ResourceBase<'sysctl', SysctlSpec>;
export type ModuleResource = ResourceBase<'module', ModuleSpec>;
