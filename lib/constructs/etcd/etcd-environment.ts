import type { Host } from '../hosts';
import { etcdPaths, etcdPorts, pkiFiles } from './etcd-paths';
import { memberOf, urlOf, type EtcdSettings } from './etcd-settings';
import { etcdLines } from './etcd-versions';

type Variables = Readonly<Record<string, string>>;

/**
 * The variables that are the same on all members, in the words of their line. There is no configuration file: beside one, etcd
 * ignores variables and flags.
 *
 * https://etcd.io/docs/v3.6/op-guide/configuration/
 */
export function etcdEnvironment(settings: EtcdSettings, set: Variables = {}): Variables {
  const line = etcdLines[settings.version];
  const [server, peer] = [pkiFiles('server'), pkiFiles('peer')];
  return {
    ETCD_DATA_DIR: settings.dataDirectory,
    ETCD_STRICT_RECONFIG_CHECK: 'true',
    ETCD_QUOTA_BACKEND_BYTES: String(settings.quotaBytes),
    ETCD_HEARTBEAT_INTERVAL: String(settings.heartbeatMilliseconds),
    ETCD_ELECTION_TIMEOUT: String(settings.electionMilliseconds),
    ETCD_AUTO_COMPACTION_MODE: 'periodic',
    ETCD_AUTO_COMPACTION_RETENTION: `${String(settings.compactionMinutes)}m`,
    // What 3.6 and 3.7 have of themselves; 3.5 would keep ten times as much in memory.
    ETCD_SNAPSHOT_COUNT: '10000',
    ETCD_CLIENT_CERT_AUTH: 'true',
    ETCD_TRUSTED_CA_FILE: etcdPaths.authority,
    ETCD_CERT_FILE: server.certificate,
    ETCD_KEY_FILE: server.key,
    ETCD_PEER_CLIENT_CERT_AUTH: 'true',
    ETCD_PEER_TRUSTED_CA_FILE: etcdPaths.authority,
    ETCD_PEER_CERT_FILE: peer.certificate,
    ETCD_PEER_KEY_FILE: peer.key,
    ETCD_TLS_MIN_VERSION: 'TLS1.2',
    // No ETCD_LISTEN_CLIENT_HTTP_URLS: clients' addresses would answer gRPC alone, and kubeadm asks them for /version by HTTP before
    // it begins (ExternalEtcdVersionCheck in cmd/kubeadm/app/preflight/checks.go).
    ...line.corruptionCheck,
    [line.progressInterval]: '5s',
    ...set,
  };
}

/** Who makes the cluster, the same on all members. A member that has data does not read it. */
export function initialEnvironment({ members, token }: EtcdSettings): Variables {
  return {
    ETCD_INITIAL_CLUSTER: members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join(','),
    ETCD_INITIAL_CLUSTER_STATE: 'new',
    ETCD_INITIAL_CLUSTER_TOKEN: token,
  };
}

/** What a member alone has: its name and its addresses, which are never loopback where others read them. */
export function memberEnvironment(host: Host, { metricsFrom }: EtcdSettings): Variables {
  const { name, clientUrl, peerUrl } = memberOf(host);
  const loopback = urlOf('https', '127.0.0.1', etcdPorts.client);
  const metrics = ['127.0.0.1', ...(metricsFrom.length > 0 ? [host.address] : [])];
  return {
    ETCD_NAME: name,
    ETCD_LISTEN_PEER_URLS: peerUrl,
    ETCD_LISTEN_CLIENT_URLS: `${clientUrl},${loopback}`,
    ETCD_LISTEN_METRICS_URLS: metrics.map((address) => urlOf('http', address, etcdPorts.metrics)).join(','),
    ETCD_INITIAL_ADVERTISE_PEER_URLS: peerUrl,
    ETCD_ADVERTISE_CLIENT_URLS: clientUrl,
  };
}
