import type { Contribution, HostPlace } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { contributeFile, contributeModule, contributeSysctl, placesOf, type Host } from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { shutdownPeriod } from './kubelet-configuration';
import { plinthPaths } from './paths';

/** What every node has, whatever its duty: the kernel's settings, its kubelet's configuration, and its own address. */
export function contributeNodes(
  into: Contribution,
  settings: ClusterSettings,
  kubeletOf: (pool: Host['pool']) => JsonObject,
): void {
  for (const on of placesOf(settings.nodes)) {
    const host = settings.nodes.find(({ pool }) => pool.name === on.pool);
    if (!host) continue;
    contributeKernel(into, on, settings);
    contributeShutdown(into, on, settings);
    contributeFile(into, on, {
      path: plinthPaths.kubelet,
      body: { format: 'yaml', value: [kubeletOf(host.pool)] },
      // kubeadm makes the kubelet's own file of it, which is a step of the component.
      effect: { kind: 'none' },
    });
  }
  for (const host of settings.nodes) contributeOwn(into, settings, host);
}

/**
 * What Kubernetes and the network need of the kernel, and where it is not to change it by itself, what the kubelet demands:
 * https://github.com/kubernetes/kubernetes/blob/v1.36.4/pkg/kubelet/cm/container_manager_linux.go (setupKernelTunables).
 */
const kernelSettings: Readonly<Record<string, string>> = {
  'net.bridge.bridge-nf-call-ip6tables': '1',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.ipv4.ip_forward': '1',
  // The usual limits are those of one person at a desk: each pod watches files.
  'fs.inotify.max_user_instances': '8192',
  'fs.inotify.max_user_watches': '524288',
};

const protectedSettings: Readonly<Record<string, string>> = {
  'kernel.keys.root_maxbytes': '25000000',
  'kernel.keys.root_maxkeys': '1000000',
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
};

function contributeKernel(into: Contribution, on: HostPlace, { props, proxyMode, podRange }: ClusterSettings): void {
  const modules = ['br_netfilter', 'nf_conntrack', 'overlay', ...(proxyMode === 'nftables' ? ['nf_tables'] : [])];
  for (const module of modules) contributeModule(into, on, module);
  const isProtected = props.kubelet?.protectKernelDefaults ?? true;
  const all = {
    ...kernelSettings,
    ...(podRange.includes(':') && { 'net.ipv6.conf.all.forwarding': '1' }),
    ...(isProtected && protectedSettings),
  };
  for (const [name, value] of Object.entries(all)) contributeSysctl(into, on, name, value);
}

/** systemd gives services 5 seconds unless told otherwise: logind.conf(5). */
function contributeShutdown(into: Contribution, on: HostPlace, { props }: ClusterSettings): void {
  const seconds = shutdownPeriod(props.kubelet ?? {}).toSeconds();
  contributeFile(into, on, {
    path: '/etc/systemd/logind.conf.d/90-plinth-kubelet.conf',
    body: { format: 'unit', value: [{ name: 'Login', settings: [['InhibitDelayMaxSec', String(seconds)]] }] },
    effect: { kind: 'run', command: ['systemctl', 'kill', '--signal=HUP', 'systemd-logind.service'] },
  });
}

/** In the file that the kubelet's unit reads last, so that everything else is the same on all hosts of a pool. */
function contributeOwn(into: Contribution, { props }: ClusterSettings, { address, zone, pool, place }: Host): void {
  const labels = {
    ...(zone !== undefined && { 'topology.kubernetes.io/zone': zone }),
    ...props.nodeLabels?.[pool.name],
  };
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const flags = [`--node-ip=${address}`, ...(pairs.length > 0 ? [`--node-labels=${pairs.sort().join(',')}`] : [])];
  contributeFile(into, place, {
    path: '/etc/default/kubelet',
    body: { format: 'env', value: { KUBELET_EXTRA_ARGS: flags.join(' ') } },
    effect: { kind: 'restart', unit: 'kubelet.service' },
  });
}
