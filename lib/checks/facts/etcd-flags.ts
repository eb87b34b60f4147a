/**
 * The flags that etcd has, by line: those in server/embed/config.go and server/etcdmain/config.go of v3.5.33, v3.6.14 and v3.7.3
 * of https://github.com/etcd-io/etcd. A variable is a flag in capitals, with ETCD_ before it; etcd tells of one that it does not
 * know in its log and goes on without it (VerifyEnv in pkg/flags/flag.go).
 */
const always = words(`
  advertise-client-urls auth-token auth-token-ttl auto-compaction-mode auto-compaction-retention auto-tls backend-batch-interval
  backend-batch-limit backend-bbolt-freelist-type bcrypt-cost cert-file cipher-suites client-cert-allowed-hostname client-cert-auth
  client-cert-file client-crl-file client-key-file config-file cors data-dir discovery-fallback discovery-srv discovery-srv-name
  election-timeout enable-grpc-gateway enable-log-rotation enable-pprof force-new-cluster grpc-keepalive-interval
  grpc-keepalive-min-time grpc-keepalive-timeout heartbeat-interval host-whitelist initial-advertise-peer-urls initial-cluster
  initial-cluster-state initial-cluster-token initial-election-tick-advance key-file listen-client-http-urls listen-client-urls
  listen-metrics-urls listen-peer-urls log-level log-outputs log-rotation-config-json logger max-concurrent-streams
  max-request-bytes max-snapshots max-txn-ops max-wals metrics name peer-auto-tls peer-cert-allowed-cn peer-cert-allowed-hostname
  peer-cert-file peer-client-cert-auth peer-client-cert-file peer-client-key-file peer-crl-file peer-key-file peer-trusted-ca-file
  pre-vote quota-backend-bytes raft-read-timeout raft-write-timeout self-signed-cert-validity snapshot-count socket-reuse-address
  socket-reuse-port strict-reconfig-check tls-max-version tls-min-version trusted-ca-file unsafe-no-fsync v2-deprecation wal-dir`);

/** Experimental in 3.5, both in 3.6, and by this name alone in 3.7. */
const graduated = words(`
  bootstrap-defrag-threshold-megabytes compact-hash-check-time compaction-batch-limit compaction-sleep-interval corrupt-check-time
  distributed-tracing-address distributed-tracing-instance-id distributed-tracing-sampling-rate distributed-tracing-service-name
  downgrade-check-time enable-distributed-tracing memory-mlock peer-skip-client-san-verification snapshot-catchup-entries
  warning-apply-duration watch-progress-notify-interval`);

/** Experimental in 3.5 and 3.6; since 3.6 these are feature gates. */
const gates: Readonly<Record<string, string>> = {
  'compact-hash-check-enabled': 'CompactHashCheck',
  'enable-lease-checkpoint': 'LeaseCheckpoint',
  'enable-lease-checkpoint-persist': 'LeaseCheckpointPersist',
  'initial-corrupt-check': 'InitialCorruptCheck',
  'stop-grpc-service-on-defrag': 'StopGRPCServiceOnDefrag',
  'txn-mode-write-with-shared-buffer': 'TxnModeWriteWithSharedBuffer',
};

const since36 = words(`
  discovery-cacert discovery-cert discovery-dial-timeout discovery-endpoints discovery-insecure-skip-tls-verify
  discovery-insecure-transport discovery-keepalive-time discovery-keepalive-timeout discovery-key discovery-password
  discovery-request-timeout discovery-token discovery-user feature-gates log-format max-learners warning-unary-request-duration`);

const until35 = words(`
  enable-v2 experimental-enable-v2v3 proxy proxy-dial-timeout proxy-failure-wait proxy-read-timeout proxy-refresh-interval
  proxy-write-timeout`);

const until36 = ['discovery', 'discovery-proxy'];

const experimental = [...graduated, ...Object.keys(gates)].map((name) => `experimental-${name}`);

const flags: Readonly<Record<string, readonly string[]>> = {
  '3.5': [...always, ...experimental, ...until36, ...until35],
  '3.6': [
    ...always,
    ...graduated,
    ...experimental,
    'experimental-warning-unary-request-duration',
    ...until36,
    ...since36,
  ],
  '3.7': [...always, ...graduated, ...since36],
};

/** The variables that a line of etcd reads; undefined for a line that is not known. */
export function etcdVariablesOf(line: string): ReadonlySet<string> | undefined {
  const known = flags[line];
  return known && new Set(known.map(variable));
}

/** By what a line reads the same as by a variable of another line; undefined where it has nothing like it. */
export function etcdSuccessor(name: string, line: string): string | undefined {
  const known = etcdVariablesOf(line);
  const plain = name.replace(/^ETCD_EXPERIMENTAL_/, 'ETCD_');
  const gate = Object.entries(gates).find(([flag]) => variable(flag) === plain)?.[1];
  if (known?.has('ETCD_FEATURE_GATES') === true && gate !== undefined) return `ETCD_FEATURE_GATES, with ${gate}=true`;
  return [plain, plain.replace(/^ETCD_/, 'ETCD_EXPERIMENTAL_')].find((other) => known?.has(other));
}

function variable(flag: string): string {
  return `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
