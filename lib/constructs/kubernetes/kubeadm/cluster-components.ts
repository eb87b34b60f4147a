import type { ComponentSpec, EarlyPods, HostAction, RunAction } from '../../../assembly';
import { placesOf, type Host, type HostPool } from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { renewalTimer } from './contribute-renewal';
import { kubeadmImages } from './kubeadm-images';
import { kubeadmCommand } from './kubeadm-command';
import { kubernetesPaths, kubernetesPorts, plinthPaths } from './paths';
import { staticPods } from './static-pods';

const deliver: readonly HostAction[] = [
  { kind: 'deliver' },
  { kind: 'daemon-reload' },
  { kind: 'enable', unit: 'kubelet.service' },
];
const renewal: readonly HostAction[] = [
  { kind: 'enable', unit: renewalTimer },
  { kind: 'start', unit: renewalTimer },
];
const restart: HostAction = { kind: 'restart', unit: 'kubelet.service' };

/**
 * kubeadm makes it on the first host, and nothing moves it from there.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/phases/addons/dns/manifests.go
 */
const coreDns: EarlyPods = {
  title: 'CoreDNS',
  namespace: 'kube-system',
  deployment: 'coredns',
  labels: { 'k8s-app': 'kube-dns' },
};

/** The control plane: hosts that come to it one after the other, the first of them by making it. */
export function controlComponent(settings: ClusterSettings, pool: HostPool, release: string): ComponentSpec {
  const { control, bindPort, props } = settings;
  const { kubeadm, join, reset, nodeConfiguration } = actions(settings, pool, props.etcd ? 'none' : 'stacked');
  const manifest = `${kubernetesPaths.manifests}/kube-apiserver.yaml`;
  const ready = `https://127.0.0.1:${String(bindPort)}/readyz`;
  const config = `--config=${plinthPaths.init}`;
  return {
    type: 'host-service',
    images: kubeadmImages(settings, release),
    ports: [],
    readiness: {
      kind: 'command',
      command: ['/usr/bin/curl', '--silent', '--fail', '--cacert', kubernetesPaths.authority, ready],
      timeoutSeconds: 300,
    },
    disruption: props.etcd
      ? { kind: 'max-unavailable', members: control.length, maxUnavailable: 1 }
      : { kind: 'quorum', members: control.length },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'retain' },
    hosts: {
      on: placesOf(control),
      procedures: {
        install: [...deliver, join(manifest), ...renewal],
        installFirst: [
          ...deliver,
          {
            ...kubeadm(['init', config]),
            creates: manifest,
            again: kubeadmCommand(pool, props, ['init', config, goesOn(settings)]),
          },
          ...renewal,
        ],
        earlyPods: [coreDns],
        // The cluster's copy first, which every other host reads.
        reconfigure: [
          ...deliver,
          kubeadm(['init', 'phase', 'upload-config', 'all', config]),
          kubeadm(['init', 'phase', 'control-plane', 'all', config]),
          ...nodeConfiguration,
          restart,
        ],
        upgrade: [
          { kind: 'drain' },
          ...deliver,
          kubeadm(['upgrade', 'node', `--patches=${plinthPaths.patches}`]),
          restart,
          { kind: 'uncordon' },
        ],
        upgradeFirst: [
          { kind: 'drain' },
          ...deliver,
          kubeadm(['init', 'phase', 'upload-config', 'all', config]),
          kubeadm(['upgrade', 'apply', `v${release}`, '--yes', `--patches=${plinthPaths.patches}`]),
          restart,
          { kind: 'uncordon' },
        ],
        remove: [{ kind: 'disable', unit: renewalTimer }, { kind: 'stop', unit: renewalTimer }, ...reset],
        atOnce: 1,
        // Members of a stacked etcd come one after the other; with one of its own, hosts do not wait for each other.
        ...(props.etcd && { installAtOnce: 'all' as const }),
      },
    },
  };
}

/** The workers of a pool. */
export function workerComponent(settings: ClusterSettings, pool: HostPool, hosts: readonly Host[]): ComponentSpec {
  const { kubeadm, join, reset, nodeConfiguration } = actions(settings, pool, 'none');
  return {
    type: 'host-service',
    ports: [],
    readiness: { kind: 'units', units: ['kubelet.service'] },
    disruption: { kind: 'max-unavailable', members: hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    hosts: {
      on: placesOf(hosts),
      procedures: {
        install: [...deliver, join(kubernetesPaths.kubeletCredentials)],
        reconfigure: [...deliver, ...nodeConfiguration, restart],
        upgrade: [
          { kind: 'drain' },
          ...deliver,
          kubeadm(['upgrade', 'node', `--patches=${plinthPaths.patches}`]),
          restart,
          { kind: 'uncordon' },
        ],
        remove: reset,
        atOnce: 1,
        installAtOnce: 'all',
      },
    },
  };
}

/**
 * https://kubernetes.io/docs/reference/setup-tools/kubeadm/, and for what a reset empties
 * https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/cmd/phases/reset/removeetcdmember.go
 */
function actions(
  { props }: ClusterSettings,
  pool: HostPool,
  memberOf: 'stacked' | 'none',
): {
  readonly kubeadm: (words: readonly string[]) => RunAction;
  /** What makes a node of a host. */
  readonly join: (creates: string) => RunAction;
  readonly reset: readonly HostAction[];
  readonly nodeConfiguration: readonly HostAction[];
} {
  const kubeadm = (words: readonly string[]): RunAction => ({
    kind: 'run',
    command: kubeadmCommand(pool, props, words),
  });
  // Where it has no member of its own, kubeadm empties /var/lib/etcd all the same, whoever's that is.
  const reset = kubeadm(['reset', '--force', ...(memberOf === 'stacked' ? [] : ['--skip-phases=remove-etcd-member'])]);
  return {
    kubeadm,
    join: (creates) => ({
      ...kubeadm(['join', `--config=${plinthPaths.join}`]),
      creates,
      takeBack: reset.command,
    }),
    reset: [{ kind: 'drain' }, reset, { kind: 'disable', unit: 'kubelet.service' }],
    nodeConfiguration: [kubeadm(['upgrade', 'node', 'phase', 'kubelet-config', `--patches=${plinthPaths.patches}`])],
  };
}

/**
 * Lets kubeadm begin again where it was cut off: each of its phases takes what is there, and only the checks before them do not.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/preflight/checks.go (RunInitNodeChecks)
 */
function goesOn(settings: ClusterSettings): string {
  const { bindPort, props } = settings;
  const { controllerManager, scheduler, kubelet, etcdClient, etcdPeer } = kubernetesPorts;
  const ports = [bindPort, scheduler, controllerManager, kubelet, ...(props.etcd ? [] : [etcdClient, etcdPeer])];
  const checks = [
    ...staticPods(settings).map((part) => `FileAvailable--etc-kubernetes-manifests-${part}.yaml`),
    ...ports.map((port) => `Port-${String(port)}`),
    ...(props.etcd ? [] : ['DirAvailable--var-lib-etcd']),
  ];
  return `--ignore-preflight-errors=${checks.join(',')}`;
}
