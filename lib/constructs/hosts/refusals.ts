import { findingKind, PlinthError } from '../../core';

const systemEnded = findingKind({
  code: 'system-ended',
  severity: 'error',
  summary: 'a system is asked for that nobody maintains any more, or that Kubernetes no longer speaks to',
  references: ['docs/findings.md#system-ended'],
  acknowledgeable: false,
});

/** A system of the past: what became of it and what to write today. */
export interface EndedSystem {
  /** As its people call it. */
  readonly title: string;
  /** What it was, with its article: `an operating system`. */
  readonly was: string;
  /** When it ended and how one knows, as the rest of a sentence. */
  readonly ended: string;
  readonly successor: string;
  /** What to write instead, as a sentence. */
  readonly write: string;
  /** Where its end is written down. */
  readonly source: string;
}

const operatingSystem = 'an operating system';
const containerRuntime = 'a container runtime';
const network = 'a network for containers';
const scheduler = 'a scheduler';

/** Systems that a reader of older books would ask for. Dates are those of the source beside them. */
const ended = {
  atomic: {
    title: 'Atomic Host',
    was: operatingSystem,
    ended: 'had its last release with Fedora 29, which ended in November 2019',
    successor: 'Fedora CoreOS',
    write: "Write OperatingSystem.fedoraCoreOs({ stream: 'stable' }).",
    source: 'https://docs.fedoraproject.org/en-US/fedora-coreos/migrate-ah/',
  },
  coreOsContainerLinux: {
    title: 'CoreOS Container Linux',
    was: operatingSystem,
    ended: 'had its last update on 2020-05-26',
    successor: 'Flatcar, which takes its place without a change, or Fedora CoreOS',
    write: "Write OperatingSystem.flatcar({ channel: 'stable' }).",
    source: 'https://www.flatcar.org/docs/latest/migrating-from-coreos/',
  },
  rancherOs: {
    title: 'RancherOS',
    was: operatingSystem,
    ended: 'had its last release with 1.5.8 and has been unmaintained since October 2021',
    successor: 'Flatcar (for its cloud-config hosts: Ubuntu or Debian)',
    write: "Write OperatingSystem.flatcar({ channel: 'stable' }) or OperatingSystem.ubuntu('24.04').",
    source: 'https://github.com/rancher/os',
  },
  boot2docker: {
    title: 'boot2docker',
    was: operatingSystem,
    ended: 'was deprecated in June 2020 with 19.03.12, and was never made for servers',
    successor: 'Flatcar on servers, kind or minikube on one machine',
    write: "Write OperatingSystem.flatcar({ channel: 'stable' }).",
    source: 'https://github.com/boot2docker/boot2docker',
  },
  rkt: {
    title: 'rkt',
    was: containerRuntime,
    ended: 'ended on 2020-02-24',
    successor: 'containerd',
    write: 'Leave it out: hosts of a cluster get containerd.',
    source: 'https://github.com/rkt/rkt/issues/4024',
  },
  docker: {
    title: 'Docker',
    was: `${containerRuntime} of Kubernetes`,
    ended: 'is no longer one since Kubernetes 1.24, which removed dockershim',
    successor: 'containerd, which runs the same images',
    write: 'Leave it out: hosts of a cluster get containerd.',
    source: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/',
  },
  weave: {
    title: 'Weave Net',
    was: network,
    ended: 'had its last change in November 2022',
    successor: 'flannel',
    write: 'Write Flannel; where traffic between hosts must be encrypted, encrypt below it.',
    source: 'https://github.com/weaveworks/weave',
  },
  pipework: {
    title: 'Pipework',
    was: network,
    ended: 'says of itself that nobody maintains it, and had its last change in November 2024',
    successor: 'flannel, as a plugin of CNI',
    write: 'Write Flannel.',
    source: 'https://github.com/jpetazzo/pipework',
  },
  socketPlane: {
    title: 'SocketPlane',
    was: network,
    ended: 'was bought by Docker in 2015 and had its last change in October 2015',
    successor: 'flannel, as a plugin of CNI',
    write: 'Write Flannel.',
    source: 'https://github.com/socketplane/socketplane',
  },
  mesos: {
    title: 'Mesos',
    was: scheduler,
    ended: 'had its last release with 1.11.0 and its last change on 2024-08-23',
    successor: 'Kubernetes',
    write: 'Write KubernetesCluster.',
    source: 'https://github.com/apache/mesos',
  },
  fleet: {
    title: "CoreOS' fleet",
    was: scheduler,
    ended: 'was last shipped on 2018-02-01 (the Fleet of Rancher is something else)',
    successor: 'Kubernetes, or units of systemd on one host',
    write: "Write KubernetesCluster; for a unit on every host of a pool, the pool's addUnit.",
    source: 'https://github.com/coreos/fleet',
  },
  swarm: {
    title: 'classic Swarm',
    was: scheduler,
    ended: 'was archived on 2020-06-11',
    successor: 'Kubernetes',
    write: 'Write KubernetesCluster.',
    source: 'https://github.com/docker-archive/classicswarm',
  },
  doozer: {
    title: 'doozer',
    was: 'a store for coordination',
    ended: 'had its last change on 2013-12-28 with 0.8',
    successor: 'etcd',
    write: 'Write EtcdCluster.',
    source: 'https://github.com/ha/doozerd',
  },
} as const satisfies Readonly<Record<string, EndedSystem>>;

/** What the table of ended systems calls them. */
export type EndedName = keyof typeof ended;

/** What became of a system. */
export function endedSystem(name: EndedName): EndedSystem {
  return ended[name];
}

/**
 * Refuses a system that has ended, where somebody would look for it: `static weave(): never { return refuseEnded('weave'); }`.
 *
 * @throws PlinthError `system-ended`, with what became of it and what to write instead.
 */
export function refuseEnded(name: EndedName): never {
  const { title, was, ended: end, successor, write, source } = endedSystem(name);
  throw PlinthError.of(
    systemEnded,
    `${title} was ${was}; it ${end} (${source}). Its successor is ${successor}.`,
    write,
  );
}
