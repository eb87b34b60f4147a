import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { component } from '../../tools/upstream';
import { families } from '../../tools/upstream/families';
import type { Outcome } from '../tools/run';
import { controlHostOf, etcdCertificates, fillEtc, type ControlHost } from './control-host';
import { makeSpace, type Space } from './space';

/** An API server with an empty etcd, and nothing else of a cluster: no controller, no node. */
export interface ApiServer {
  /** A folder that kubectl sees too. */
  readonly folder: string;
  /** Runs kubectl as the administrator. */
  readonly kubectl: (args: readonly string[]) => Promise<Outcome>;
  readonly end: () => Promise<void>;
}

interface Programs {
  readonly kubeadm: string;
  readonly kubectl: string;
  readonly 'kube-apiserver': string;
  readonly etcd: string;
}

const readyMilliseconds = 60_000;
const pauseMilliseconds = 50;

/** The programs, built on the first call. */
async function apiPrograms(): Promise<Programs> {
  // One after another: the compiler itself uses every processor.
  const kubernetes = await component('kubernetes', families.kubernetes);
  const etcd = await component('etcd', families.etcd);
  const files = [...kubernetes, ...etcd].map(({ name, file }) => [name, file]);
  return Object.fromEntries(files) as Programs;
}

/**
 * Starts the API server of an environment as its first control host would: kubeadm reads the environment's own files,
 * makes the certificates and says the flags.
 *
 * @param environment - The folder of an environment with hosts
 */
export async function startApiServer(environment: string): Promise<ApiServer> {
  const programs = await apiPrograms();
  const host = controlHostOf(environment);
  const space = await makeSpace([...new Set([host.address, ...host.etcd])], (etc) => {
    fillEtc(etc, host);
  });
  try {
    await prepare(space, programs);
    startEtcd(space, programs, host);
    const manifest = await must(space, 'cat', ['/etc/kubernetes/manifests/kube-apiserver.yaml']);
    space.start(programs['kube-apiserver'], flagsIn(manifest), 'kube-apiserver.log');
    const access = ['--kubeconfig=/etc/kubernetes/super-admin.conf', `--server=https://${host.address}:6443`];
    const kubectl: ApiServer['kubectl'] = (args) => space.run(programs.kubectl, [...access, ...args]);
    await ready(kubectl, space);
    return { folder: space.folder, kubectl, end: space.end };
  } catch (error) {
    await space.end();
    throw error;
  }
}

/** An API server that is there for the tests of a file or of a `describe`. */
export function apiServerForTests(start: () => Promise<ApiServer>): () => ApiServer {
  let server: ApiServer | undefined;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    await server?.end();
  });
  return () => {
    if (!server) throw new Error('The API server has not been started.');
    return server;
  };
}

async function prepare(space: Space, { kubeadm }: Programs): Promise<void> {
  const phase = (config: string, ...words: readonly string[]): Promise<string> =>
    must(space, kubeadm, ['init', 'phase', ...words, `--config=${config}`]);
  const own = '/etc/kubernetes/plinth/init.yaml';
  for (const part of ['etcd-ca', 'etcd-server', 'apiserver-etcd-client'])
    await phase(join('/etc', etcdCertificates), 'certs', part);
  await phase(own, 'certs', 'all');
  await phase(own, 'kubeconfig', 'super-admin');
  await phase(own, 'control-plane', 'apiserver');
}

function startEtcd(space: Space, { etcd }: Programs, host: ControlHost): void {
  const pki = '/etc/kubernetes/pki/etcd';
  const flags = {
    'data-dir': join(space.folder, 'scratch/etcd'),
    // The API server knows several members. All their addresses lead here.
    'listen-client-urls': 'https://0.0.0.0:2379',
    'advertise-client-urls': `https://${host.address}:2379`,
    'trusted-ca-file': `${pki}/ca.crt`,
    'cert-file': `${pki}/server.crt`,
    'key-file': `${pki}/server.key`,
    'client-cert-auth': 'true',
    'unsafe-no-fsync': 'true',
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  space.start(etcd, args, 'etcd.log');
}

function flagsIn(manifest: string): readonly string[] {
  const pod = parse(manifest) as { readonly spec: { readonly containers: readonly { readonly command: string[] }[] } };
  return (pod.spec.containers[0]?.command ?? []).slice(1);
}

async function ready(kubectl: ApiServer['kubectl'], { folder }: Space): Promise<void> {
  const deadline = Date.now() + readyMilliseconds;
  for (;;) {
    const { status, stdout, stderr } = await kubectl(['get', '--raw=/readyz']);
    if (status === 0) return;
    if (Date.now() > deadline) {
      const log = ['etcd', 'kube-apiserver'].map((name) =>
        readFileSync(join(folder, `${name}.log`), 'utf8').slice(-2000),
      );
      throw new Error(
        `After ${readyMilliseconds / 1000} s the API server was not ready: ${stdout}${stderr}\n${log.join('\n')}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

/** What a program prints that must not fail. */
async function must(space: Space, program: string, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await space.run(program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed with status ${status}: ${stderr}`);
  return stdout;
}
