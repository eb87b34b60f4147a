import type { UnitSection } from '../../../assembly';
import { section } from '../../hosts';
import { kubernetesPaths, searchPath } from './paths';

/** The unit of a kubelet that comes without one, as the project's packages have it: https://github.com/kubernetes/release/tree/master/cmd/krel/templates/latest/kubelet */
export function kubeletUnit(programs: string): readonly UnitSection[] {
  return [
    section('Unit', [
      ['Description', 'Agent of Kubernetes on this host'],
      ['Documentation', 'https://kubernetes.io/docs/'],
    ]),
    section('Service', [
      ['ExecStart', `${programs}/kubelet`],
      ['Restart', 'always'],
      ['RestartSec', '10'],
    ]),
    section('Install', [['WantedBy', 'multi-user.target']]),
  ];
}

/**
 * How kubeadm wants a kubelet to be started:
 * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/#the-kubelet-drop-in-file-for-systemd
 */
export function kubeadmDropIn(programs: string): readonly UnitSection[] {
  const credentials = '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf';
  const flags = '$KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS';
  return [
    section('Service', [
      ['Environment', `PATH=${searchPath(programs)}`],
      ['Environment', `"KUBELET_KUBECONFIG_ARGS=${credentials} --kubeconfig=${kubernetesPaths.kubeletCredentials}"`],
      ['Environment', `"KUBELET_CONFIG_ARGS=--config=${kubernetesPaths.kubeletConfiguration}"`],
      // kubeadm writes the first, and Plinth the second.
      ['EnvironmentFile', '-/var/lib/kubelet/kubeadm-flags.env'],
      ['EnvironmentFile', '-/etc/default/kubelet'],
      ['ExecStart', ''],
      ['ExecStart', `${programs}/kubelet ${flags}`],
    ]),
  ];
}

/**
 * What holds wherever the unit comes from. Until kubeadm has written its configuration the kubelet is passed over, instead of
 * failing every ten seconds; kubeadm starts it then, and every boot after that.
 */
export function plinthDropIn(installers: readonly string[]): readonly UnitSection[] {
  const before = ['network-online.target', 'time-sync.target', 'containerd.service', ...installers].join(' ');
  return [
    section('Unit', [
      ['ConditionPathExists', kubernetesPaths.kubeletConfiguration],
      ['Wants', before],
      ['After', before],
      ['StartLimitIntervalSec', 0],
    ]),
    // What it reserves for itself it must be able to see.
    section('Service', [
      ['CPUAccounting', 'yes'],
      ['MemoryAccounting', 'yes'],
    ]),
  ];
}
