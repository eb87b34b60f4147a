import { Size } from 'cdk8s';
import type { EtcdBackupDestination } from '../lib/constructs/etcd';
import { ArtifactMirror, OperatingSystem } from '../lib/constructs/hosts';
import { Machine } from '../lib/constructs/machines';
import type { KubernetesMinor } from '../lib/kube-api';
import type { App } from '../lib/program';
import { Lab, type LabProps } from './lab';

export interface LabsProps {
  readonly version: KubernetesMinor;
  readonly sshKeys: readonly string[];
  readonly backup: EtcdBackupDestination;
}

export interface BedProps extends Pick<LabsProps, 'version' | 'sshKeys'> {
  /** Digests of what its mirror has, where that was built from source: by artifact and version. @default - none are known */
  readonly digests?: Readonly<Record<string, string>>;
  /** By what its machines learn at first boot what they are. @default 'cloud-init' */
  readonly provisioning?: 'ignition' | 'cloud-init';
}

/** The lab on servers of OpenStack with Fedora CoreOS. */
function addLab(app: App, { version, sshKeys, backup }: LabsProps): void {
  const machine = { image: 'fedora-coreos-stable', network: 'lab', subnet: 'lab' };
  const lab = new Lab(app, 'lab', {
    tier: 'staging',
    ...{ version, backup },
    hosts: {
      sshKeys,
      os: OperatingSystem.fedoraCoreOs({ stream: 'stable' }),
      subnet: '10.20.0.0/24',
      gateway: '10.20.0.1',
      interface: 'ens3',
      // The cloud's network is a tunnel itself.
      linkMtu: 1450,
      nameServers: ['10.20.0.2'],
      timeServers: ['10.20.0.2'],
      zones: ['nova-a', 'nova-b', 'nova-c'],
    },
    machines: {
      control: Machine.openStack({
        ...machine,
        flavor: 'm1.large',
        capacity: { cpus: 4, memory: Size.gibibytes(8) },
      }),
      worker: Machine.openStack({
        ...machine,
        flavor: 'm1.xlarge',
        capacity: { cpus: 8, memory: Size.gibibytes(16) },
      }),
    },
    addresses: { control: '10.20.0.11', worker: '10.20.0.101', endpoint: '10.20.0.5' },
    images: {
      guestbook: 'registry.example.com/lab/guestbook:1.0.0',
      postgres: 'registry.example.com/lab/postgres-patroni:17',
      redis: 'docker.io/library/redis:7.2',
    },
    host: 'guestbook.lab.example.com',
  });
  lab.workers.acknowledge('disk-unmounted', 'The cloud names disks when it attaches them: they are mounted by hand.');
  lab.acknowledge('artifact-without-digest', 'No source that we trust gives digests of these releases yet.');
}

/**
 * The lab on machines that are there already, with Debian, and with mirrors beside them: what boots in a network that leads
 * nowhere else.
 */
export function addBed(app: App, props: BedProps): void {
  const bed = new Lab(app, 'bed', bedProps(props));
  if (Object.keys(props.digests ?? {}).length === 0) bed.acknowledge('artifact-without-digest', builtWhenItRuns);
}

export function bedProps({ version, sshKeys, digests = {}, provisioning = 'cloud-init' }: BedProps): LabProps {
  const mirror = '10.88.0.1';
  return {
    tier: 'development',
    version,
    backup: { kind: 'ssh', host: mirror, user: 'backup', folder: '/srv/etcd', hostKey: bedKey },
    hosts: {
      sshKeys,
      os: OperatingSystem.debian('13'),
      provisioning,
      subnet: '10.88.0.0/24',
      gateway: mirror,
      nameServers: [mirror],
      timeServers: [mirror],
      artifactMirror: ArtifactMirror.at(`http://${mirror}:8000`, { digests }),
      registryMirrors: [{ registry: '*', endpoint: `http://${mirror}:5000` }],
    },
    machines: { control: Machine.existing(), worker: Machine.existing() },
    addresses: { control: '10.88.0.11', worker: '10.88.0.21', endpoint: '10.88.0.5' },
    settings: {
      metrics: false,
      // Objects are applied from the machine that the mirrors are on.
      apiFrom: [`${mirror}/32`],
      // The kernel that the bed shares with its machine has cgroup v1, and lets nobody set its table of connections.
      kubelet: { failCgroupV1: false },
      conntrack: { maxPerCore: 0, min: 0 },
      // Nor does that machine give many open files.
      maxConnections: 4000,
      restrictOomScoreAdj: true,
      ignorePreflightErrors: ['SystemVerification'],
    },
    images: {
      guestbook: 'registry.example.com/lab/guestbook:1.0.0',
      postgres: 'registry.example.com/lab/postgres-patroni:17',
      redis: 'docker.io/library/redis:7.2',
    },
    host: 'guestbook.bed.example.com',
  };
}

const builtWhenItRuns = 'The bed builds them from source and knows their digests when it runs.';
const bedKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9';

export function addLabs(app: App, props: LabsProps): void {
  addLab(app, props);
  addBed(app, props);
}
