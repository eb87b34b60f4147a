import { type Contribution, type HostProcedures, type ResourceId } from '../../assembly';
import { invalidValue } from '../../core';
import { contributeArtifact } from './artifact/contribute-artifact';
import { containerdConfiguration } from './containerd/configuration';
import { besides, containerdReleases, crictlForKubernetes, releasesFor } from './containerd/releases';
import { containerdUnit } from './containerd/unit';
import { contributeFile, contributeModule, contributeUnit } from './contribute';
import type { HostPool } from './host-pool';
import { contributeRegistries } from './registry/contribute-registries';

/** What the container runtime of a pool's hosts is to be. */
export interface ContainerRuntimeProps {
  /** Minor of the Kubernetes that uses it, `1.36`: it says which containerd may run. */
  readonly kubernetes: string;
  /** The image of the pod sandbox that this Kubernetes expects, `registry.k8s.io/pause:3.10.1`. */
  readonly sandboxImage: string;
  /** The exact release of containerd, `2.2.1`. @default - the lock file's, or the newest known that is listed for this Kubernetes */
  readonly release?: string;
  /**
   * Whether containerd keeps to the OOM score adjustment that it has itself, as it must where it lacks CAP_SYS_RESOURCE.
   *
   * @default false
   */
  readonly restrictOomScoreAdj?: boolean;
}

/** What others need to know of a container runtime. */
export interface ContainerRuntime {
  /** The component `containerd-<pool>`: draw `needs` to it. */
  readonly component: ResourceId;
  readonly release: string;
  /** `unix:///run/containerd/containerd.sock`, as kubelet's containerRuntimeEndpoint and kubeadm's criSocket want it. */
  readonly endpoint: string;
  /** For After= and Wants= of units that need it. */
  readonly unit: 'containerd.service';
  /** Where network plugins go and their configurations are read, `/opt/cni/bin` and `/etc/cni/net.d`. */
  readonly cniBinaries: string;
  readonly cniConfigurations: string;
}

const unit = 'containerd.service';
const endpoint = 'unix:///run/containerd/containerd.sock';
const restart = { kind: 'restart', unit } as const;
// Writable on every supported system, and where flannel's image puts its own plugin.
const [cniBinaries, cniConfigurations] = ['/opt/cni/bin', '/etc/cni/net.d'];

/** Puts containerd, runc, crictl and the network plugins on every host of a pool, for a kubelet with the systemd cgroup driver. */
export function contributeContainerRuntime(
  into: Contribution,
  pool: HostPool,
  props: ContainerRuntimeProps,
): ContainerRuntime {
  const { kubernetes, sandboxImage, restrictOomScoreAdj = false } = props;
  const release = releaseOf(into, props);
  const { runc, cniPlugins } = besides(release);
  const on = pool.place;
  contributeArtifact(into, pool, { name: 'containerd', version: release });
  contributeArtifact(into, pool, { name: 'runc', version: runc });
  contributeArtifact(into, pool, { name: 'cni-plugins', version: cniPlugins, folder: cniBinaries });
  const crictl = crictlForKubernetes[kubernetes];
  if (crictl !== undefined) contributeArtifact(into, pool, { name: 'crictl', version: crictl });

  const settings = { release, sandboxImage, cniBinaries, cniConfigurations, restrictOomScoreAdj };
  const configuration = containerdConfiguration({ ...settings, runc: `${pool.os.facts.binaries}/runc` });
  contributeFile(into, on, {
    path: '/etc/containerd/config.toml',
    body: { format: 'toml', value: configuration },
    effect: restart,
  });
  contributeFile(into, on, {
    path: '/etc/crictl.yaml',
    body: { format: 'yaml', value: [{ 'runtime-endpoint': endpoint, 'image-endpoint': endpoint }] },
    effect: { kind: 'none' },
  });
  contributeRegistries(into, on, pool.props.registryMirrors ?? []);
  for (const module of ['overlay', 'br_netfilter']) contributeModule(into, on, module);
  contributeUnit(into, on, { name: unit, body: containerdUnit(pool.os.facts.binaries) });
  return { component: contributeComponent(into, pool), release, endpoint, unit, cniBinaries, cniConfigurations };
}

function releaseOf(into: Contribution, { kubernetes, release }: ContainerRuntimeProps): string {
  const listed = releasesFor(kubernetes);
  // What Kubernetes there is has been reported by whoever makes it; its runtime is then any.
  const known = listed.length > 0 ? listed : containerdReleases.map((each) => each.release);
  if (release === undefined) return into.version('containerd', known);
  if (/^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test(release)) return release;
  const newest = known.at(-1) ?? '';
  into.finding(
    invalidValue,
    `The release of containerd is "${release}", which is no exact release.`,
    `Write containerd: '${newest}', or leave it out.`,
  );
  return newest;
}

function contributeComponent(into: Contribution, pool: HostPool): ResourceId {
  const [deliver, reload] = [{ kind: 'deliver' }, { kind: 'daemon-reload' }] as const;
  const procedures: HostProcedures = {
    install: [deliver, reload, { kind: 'enable', unit }, restart],
    // Containers live on meanwhile; only what talks to containerd waits.
    reconfigure: [deliver, reload, restart],
    // Shims of the old release stay with their containers: drained, there are none.
    upgrade: [{ kind: 'drain' }, deliver, reload, restart, { kind: 'uncordon' }],
    remove: [
      { kind: 'stop', unit },
      { kind: 'disable', unit },
    ],
    atOnce: 1,
    installAtOnce: 'all',
  };
  const component = into.part(`containerd-${pool.name}`, {
    type: 'host-service',
    ports: [],
    readiness: { kind: 'command', command: [`${pool.os.facts.binaries}/crictl`, 'info'], timeoutSeconds: 60 },
    disruption: { kind: 'max-unavailable', members: pool.hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    hosts: { on: [pool.place], procedures },
  });
  into.edge({ kind: 'needs', from: component, to: pool.component });
  return component;
}
