import { packagesUnit, type Contribution } from '../../../assembly';
import {
  contributeAptRepository,
  contributeArtifact,
  contributeHeldPackage,
  contributePackage,
  contributeUnit,
  type HostPool,
} from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { kubeadmDropIn, kubeletUnit, plinthDropIn } from './kubelet-unit';
import type { AptPackagesProps } from './packages';
import { programsOf } from './paths';

const programs = ['kubeadm', 'kubelet', 'kubectl'] as const;

/** Puts kubeadm, kubelet and kubectl on the hosts of a pool, and the kubelet's unit. */
export function contributePrograms(
  into: Contribution,
  pool: HostPool,
  { version, props }: ClusterSettings,
  release: string,
): void {
  const on = pool.place;
  const { apt } = props.packages ?? {};
  const installers = new Set<string>();
  if (apt) contributeApt(into, pool, { ...apt, version, release });
  else contributeArtifacts(into, pool, release, installers);
  if (pool.os.facts.packages === 'apt') {
    installers.add(packagesUnit);
    // What kubelet and kube-router call, and small images lack.
    for (const name of ['conntrack', 'ethtool', 'iptables', 'socat']) {
      contributePackage(into, on, { name, source: { kind: 'apt', hold: false } });
    }
  }
  contributeUnit(into, on, {
    name: 'kubelet.service.d/20-plinth.conf',
    body: plinthDropIn([...installers]),
    state: 'static',
  });
}

function contributeArtifacts(into: Contribution, pool: HostPool, release: string, installers: Set<string>): void {
  const folder = programsOf(pool, false);
  for (const name of programs) installers.add(contributeArtifact(into, pool, { name, version: release }).unit);
  contributeUnit(into, pool.place, { name: 'kubelet.service', body: kubeletUnit(folder) });
  const dropIn = { name: 'kubelet.service.d/10-kubeadm.conf', body: kubeadmDropIn(folder), state: 'static' } as const;
  contributeUnit(into, pool.place, dropIn);
}

interface AptSettings extends AptPackagesProps {
  readonly version: string;
  readonly release: string;
}

/** https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/#installing-kubeadm-kubelet-and-kubectl */
function contributeApt(into: Contribution, { place }: HostPool, settings: AptSettings): void {
  const { key, version, release, revision = '1.1' } = settings;
  const { uri = `https://pkgs.k8s.io/core:/stable:/v${version}/deb/` } = settings;
  contributeAptRepository(into, place, { name: 'kubernetes', uri, suite: '/', key });
  for (const name of programs) {
    contributeHeldPackage(into, place, { name, version: `${release}-${revision}`, repository: 'kubernetes' });
  }
  // Its package brings the unit, and how kubeadm wants it to be started.
  contributeUnit(into, place, { name: 'kubelet.service' });
}
