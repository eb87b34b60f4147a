import type { Assembly } from '../../../lib/assembly';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How claims ask a bed that runs. A code other than 0 is an answer, not a failure. */
export interface BedAccess {
  /** By name. */
  readonly hosts: readonly string[];
  /** The environment as it was synthesized for this bed. */
  readonly assembly: Assembly;
  /** As root inside a host, in all of its namespaces. */
  on(host: string, command: readonly string[], input?: string): Promise<Outcome>;
  /** In the control node's network, with kubectl on the path and the cluster's administrator as its user. */
  control(command: readonly string[], input?: string): Promise<Outcome>;
  /** A program of the machine that tests run on, in the network of a process. `pid` is the process as its host numbers it. */
  inNetworkOf(pid: number, host: string, command: readonly string[]): Promise<Outcome>;
}
