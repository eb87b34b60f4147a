import { upstream } from '../../../tools/upstream';
import { etcdProblems, etcdReleases } from './etcd';
import { etcdEnvironment } from './etcd-environment';

jest.setTimeout(1_200_000);
beforeAll(async () => {
  for (const release of etcdReleases) await upstream(`etcd-${release}`);
});

const file = `# etcd.env
ETCD_NAME=cp-1
ETCD_DATA_DIR=/var/lib/etcd
ETCD_LISTEN_PEER_URLS=https://10.0.0.11:2380
ETCD_LISTEN_CLIENT_URLS=https://10.0.0.11:2379,https://127.0.0.1:2379
ETCD_LISTEN_METRICS_URLS=http://127.0.0.1:2381
ETCD_ADVERTISE_CLIENT_URLS=https://10.0.0.11:2379
ETCD_INITIAL_ADVERTISE_PEER_URLS=https://10.0.0.11:2380
ETCD_INITIAL_CLUSTER=cp-1=https://10.0.0.11:2380,cp-2=https://10.0.0.12:2380
ETCD_INITIAL_CLUSTER_STATE=new
ETCD_CERT_FILE=/etc/etcd/pki/server.crt
ETCD_KEY_FILE=/etc/etcd/pki/server.key
ETCD_CLIENT_CERT_AUTH=true
ETCD_TRUSTED_CA_FILE=/etc/etcd/pki/ca.crt
ETCD_PEER_CERT_FILE=/etc/etcd/pki/peer.crt
ETCD_PEER_KEY_FILE=/etc/etcd/pki/peer.key
ETCD_PEER_CLIENT_CERT_AUTH=true
ETCD_PEER_TRUSTED_CA_FILE=/etc/etcd/pki/ca.crt
ETCD_CIPHER_SUITES=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
ETCD_AUTO_COMPACTION_RETENTION="8h"
ETCD_QUOTA_BACKEND_BYTES=8589934592
ETCD_LOG_LEVEL=error
ETCD_LOG_FORMAT=console
`;
const environment = etcdEnvironment(file);

describe.each(etcdReleases)('etcd %s', (release) => {
  test('accepts the variables of a member', async () => {
    expect(await etcdProblems(environment, release)).toEqual([]);
  });

  test.each([
    ['ETCD_NAMES', 'cp-1', 'unrecognized environment variable: ETCD_NAMES=cp-1'],
    [
      'ETCD_SNAPSHOT_COUNT',
      'many',
      'failed to verify flags: invalid value "many" for ETCD_SNAPSHOT_COUNT: parse error',
    ],
    [
      'ETCD_LISTEN_PEER_URLS',
      'https://cp-1:2380',
      'failed to verify flags: expected IP in URL for binding (https://cp-1:2380)',
    ],
    [
      'ETCD_HEARTBEAT_INTERVAL',
      '900',
      'failed to verify flags: --election-timeout[1000ms] should be at least as 5 times as --heartbeat-interval[900ms]',
    ],
    ['ETCD_LOG_LEVEL', 'loud', 'panic: unrecognized level: "loud"'],
    [
      'ETCD_AUTO_COMPACTION_RETENTION',
      '8x',
      'discovery failed: error parsing CompactionRetention: time: unknown unit "x" in duration "8x"',
    ],
    ['ETCD_NAME', 'cp-3', 'discovery failed: couldn\'t find local name "cp-3" in the initial cluster configuration'],
    [
      'ETCD_INITIAL_CLUSTER',
      'cp-1=https://10.0.0.13:2380',
      'discovery failed: --initial-cluster has cp-1=https://10.0.0.13:2380 but missing from --initial-advertise-peer-urls=https://10.0.0.11:2380 (resolved urls: "https://10.0.0.11:2380" != "https://10.0.0.13:2380")',
    ],
    ['ETCD_CIPHER_SUITES', 'ROT13', 'discovery failed: unexpected TLS cipher suite "ROT13"'],
  ])('refuses %s=%s', async (name, value, problem) => {
    expect(await etcdProblems({ ...environment, [name]: value }, release)).toContain(problem);
  });
});

test.each([
  ['3.5', []],
  ['3.6', []],
  ['3.7', ['unrecognized environment variable: ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK=true']],
] as const)('etcd %s and a variable that 3.7 has no more', async (release, problems) => {
  const experimental = { ...environment, ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK: 'true' };
  expect(await etcdProblems(experimental, release)).toEqual(problems);
});

test('a member that joins is accepted, and nobody is asked', async () => {
  expect(await etcdProblems({ ...environment, ETCD_INITIAL_CLUSTER_STATE: 'existing' }, '3.6')).toEqual([]);
  expect(await etcdProblems({ ...environment, ETCD_DISCOVERY_SRV: 'example.com' }, '3.6')).toEqual([
    'ETCD_DISCOVERY_SRV would be looked up in the network: it is not read here',
  ]);
});

test('an environment without variables for etcd is refused', async () => {
  expect(await etcdProblems({ PATH: '/usr/bin' }, '3.6')).toEqual(['there is no variable ETCD_* in the environment']);
});

describe('a file of variables', () => {
  test('is read as systemd reads it', () => {
    expect(environment).toMatchObject({ ETCD_AUTO_COMPACTION_RETENTION: '8h', ETCD_INITIAL_CLUSTER_STATE: 'new' });
    expect(Object.keys(environment)).toHaveLength(22);
    expect(etcdEnvironment('A="one \\"two\\" \\$3"\nno_proxy=\n')).toEqual({ A: 'one "two" $3', no_proxy: '' });
  });

  test.each([
    ['ETCD_NAME=cp-1', 'export ETCD_NAME=cp-1', 'Line 2 is no NAME=value: export ETCD_NAME=cp-1'],
    ['ETCD_NAME=cp-1', 'ETCD_NAME=cp 1', 'Line 2 is no NAME=value: ETCD_NAME=cp 1'],
    ['ETCD_NAME=cp-1', 'ETCD_DATA_DIR=/srv', 'Line 3 sets ETCD_DATA_DIR again.'],
  ])('with %s as %s is an error', (good, bad, message) => {
    expect(() => etcdEnvironment(file.replace(good, bad))).toThrow(message);
  });
});
