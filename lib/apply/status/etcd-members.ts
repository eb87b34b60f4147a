/** A member of etcd as the cluster itself knows it. */
export interface FoundMember {
  /** By which etcdctl takes it away, `8e9e05c52164694d`. */
  readonly id: string;
  /** Empty until it has started once. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  /** It has no vote. */
  readonly isLearner: boolean;
}

/**
 * Reads a line of `etcdctl member list`, `8e9e05c52164694d, started, control-1, https://10.0.0.1:2380, https://10.0.0.1:2379, false`:
 * https://github.com/etcd-io/etcd/blob/v3.6.14/etcdctl/ctlv3/command/printer.go
 */
export function parseMember(line: string): FoundMember {
  const [id = '', , name = '', peers = '', , learner] = line.split(', ');
  return { id, name, peerUrls: peers === '' ? [] : peers.split(','), isLearner: learner === 'true' };
}
