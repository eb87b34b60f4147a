import { upstream } from '../../tools/upstream';
import { requireManifests, runForLines } from './run';

/** Whether one end may open a connection to another on one port. */
export interface PolicyVerdict {
  /** `namespace/Kind/name` of a workload, or an address outside the cluster. */
  readonly from: string;
  readonly to: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly allowed: boolean;
}

export interface PolicyOptions {
  /**
   * Addresses outside the cluster that workloads talk to and are reached from.
   *
   * @default - none
   */
  readonly outside?: readonly string[];
  /**
   * The range of the pods' addresses, for rules that name addresses.
   *
   * @default '10.244.0.0/16'
   */
  readonly pods?: string;
  /**
   * The range of the nodes' addresses, which pods on the host network have. Policies see these as outside.
   *
   * @default '198.18.0.0/16'
   */
  readonly nodes?: string;
}

/**
 * Judges every ordered pair of workloads in every *.yaml file under a folder, each also with itself (its replicas), on
 * every port that a container declares or a policy names, and on one TCP port that nobody mentions.
 */
export async function networkPolicy(folder: string, options: PolicyOptions = {}): Promise<readonly PolicyVerdict[]> {
  requireManifests(folder);
  const flags = [
    ...(options.outside === undefined ? [] : ['-outside', options.outside.join(',')]),
    ...(options.pods === undefined ? [] : ['-pods', options.pods]),
    ...(options.nodes === undefined ? [] : ['-nodes', options.nodes]),
  ];
  return runForLines(await upstream('network-policy'), [...flags, folder]);
}
