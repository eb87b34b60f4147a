import { Duration } from 'cdk8s';
import type { Contribution } from '../../../assembly';
import { contributeFile, contributeUnit, placesOf, section } from '../../hosts';
import type { ClusterSettings } from './cluster-settings';
import { poolOf } from './contribute-control';
import { kubeadmCommand } from './kubeadm-command';
import { kubernetesPaths, ownProgram, restartProgram } from './paths';
import { renewalScript } from './renewal-script';
import { staticPods } from './static-pods';

const unit = 'plinth-renew-certificates';

/** Starts at every boot; it is for the component to enable. */
export const renewalTimer = `${unit}.timer`;

/** Between two hosts, so that never two API servers are away for it. */
const minutesApart = 15;

/**
 * kubeadm makes certificates anew when it is told to, and otherwise only with an upgrade: each control host looks every day.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#manual-certificate-renewal
 */
export function contributeRenewal(into: Contribution, settings: ClusterSettings): void {
  const { control, props } = settings;
  const { renewBefore = Duration.days(120) } = props.lifetimes ?? {};
  for (const on of placesOf(control)) {
    const pool = poolOf(settings, on);
    if (!pool) continue;
    const program = ownProgram(pool, 'renew-certificates');
    const script = renewalScript({
      seconds: renewBefore.toSeconds(),
      renew: kubeadmCommand(pool, props, ['certs', 'renew', 'all']),
      restart: restartProgram(pool),
      components: staticPods(settings),
    });
    contributeFile(into, on, {
      path: program,
      mode: '0755',
      body: { format: 'text', value: script },
      effect: { kind: 'none' },
    });
    contributeUnit(into, on, {
      name: `${unit}.service`,
      state: 'static',
      body: [
        section('Unit', [
          ['Description', 'Makes the certificates of Kubernetes anew before they end'],
          ['ConditionPathExists', `${kubernetesPaths.pki}/apiserver.crt`],
          ['After', 'network-online.target time-sync.target containerd.service'],
        ]),
        section('Service', [
          ['Type', 'oneshot'],
          ['ExecStart', program],
        ]),
      ],
      effect: { kind: 'none' },
    });
  }
  for (const [index, { place }] of control.entries()) {
    contributeUnit(into, place, {
      name: renewalTimer,
      body: [
        section('Unit', [['Description', 'Looks every day whether certificates of Kubernetes end soon']]),
        section('Timer', [
          ['OnCalendar', `*-*-* ${timeOf(index)} UTC`],
          ['Persistent', 'true'],
        ]),
        section('Install', [['WantedBy', 'timers.target']]),
      ],
    });
  }
}

/** From two in the morning on: `02:15:00`. */
function timeOf(index: number): string {
  const minutes = index * minutesApart;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two((2 + Math.floor(minutes / 60)) % 24)}:${two(minutes % 60)}:00`;
}
