import { resourcesOf, type HostPoolResource } from '../../../assembly';
import { counted, findingKind } from '../../../core';
import { layerOf, nameOf, poolOf } from '../../facts/layers';
import { quoted } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const timeMissing = findingKind({
  code: 'time-missing',
  severity: 'error',
  summary: 'nobody says what keeps the clocks of hosts together',
  references: ['https://etcd.io/docs/v3.6/faq/', 'https://github.com/k0sproject/k0sctl'],
  acknowledgeable: true,
});

const updatesRestart = findingKind({
  code: 'updates-restart',
  severity: 'error',
  summary: 'updates of the operating system may restart several control hosts at once',
  references: [
    'https://docs.fedoraproject.org/en-US/fedora-coreos/auto-updates/',
    'https://www.flatcar.org/docs/latest/setup/releases/update-strategies/',
  ],
  acknowledgeable: true,
});

const hostTooSmall = findingKind({
  code: 'host-too-small',
  severity: 'error',
  summary: 'hosts have less than Kubernetes needs',
  references: [
    'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/#before-you-begin',
    'https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/constants/constants.go',
  ],
  acknowledgeable: true,
});

/** kubeadm refuses control hosts with less (ControlPlaneNumCPU, ControlPlaneMem); workers with less have no room for pods. */
const least = { controlCpus: 2, controlMemoryMebibytes: 1700, workerMemoryMebibytes: 1024 } as const;

/** What every host owes to the others: a clock that is right, no restart at the wrong time, and enough of itself. */
export const hostDuties: Rule = {
  kinds: [timeMissing, updatesRestart, hostTooSmall],
  check: (context) => {
    const { assembly } = context;
    const quorum = new Map<string, string>();
    for (const { id, spec } of resourcesOf(assembly, 'control-plane')) {
      for (const pool of spec.controlPools) quorum.set(pool, `the control plane ${context.where(id)}`);
    }
    for (const { id, spec } of resourcesOf(assembly, 'etcd-cluster')) {
      for (const { host } of spec.members) {
        const member = layerOf(assembly, 'host', host);
        if (member) quorum.set(member.spec.pool, `the etcd cluster ${context.where(id)}`);
      }
    }
    for (const pool of resourcesOf(assembly, 'host-pool')) checkPool(context, pool, quorum);
    checkSizes(context);
  },
};

function checkPool({ report, where }: RuleContext, { id, spec }: HostPoolResource, quorum: Map<string, string>): void {
  if (spec.timeServers.length === 0) {
    report(
      timeMissing,
      id,
      `The hosts of pool ${where(id)} are told no time server, and ask those that their system's maker has on the internet, if they reach them: certificates are not yet, or no longer, valid where clocks differ.`,
      "Say whom they ask: timeServers: ['ntp.example.com'].",
    );
  }
  const what = quorum.get(nameOf(id));
  if (spec.updates.strategy !== 'immediate' || what === undefined || spec.hosts.length < 2) return;
  report(
    updatesRestart,
    id,
    `The hosts ${quoted(spec.hosts)} restart as soon as an update is there, each by itself; they carry ${what}, which stops when most of them are away at once.`,
    'Leave updates out, and restart hosts one after the other. A window alone does not keep them from going together.',
  );
}

function checkSizes(context: RuleContext): void {
  for (const { spec } of resourcesOf(context.assembly, 'control-plane')) {
    for (const name of new Set([...spec.controlPools, ...spec.workerPools])) {
      const pool = poolOf(context.assembly, name);
      if (pool) checkSize(context, pool, spec.controlPools.includes(name));
    }
  }
}

function checkSize({ report, where }: RuleContext, { id, spec }: HostPoolResource, isControl: boolean): void {
  const { cpus, memoryMebibytes } = spec;
  const memory = isControl ? least.controlMemoryMebibytes : least.workerMemoryMebibytes;
  const lacks = [
    ...(isControl && cpus !== undefined && cpus < least.controlCpus
      ? [`${counted(cpus, 'processor')} and needs ${least.controlCpus}`]
      : []),
    ...(memoryMebibytes !== undefined && memoryMebibytes < memory
      ? [`${memoryMebibytes} MiB of memory and needs ${memory}`]
      : []),
  ];
  for (const lack of lacks) {
    report(
      hostTooSmall,
      id,
      `Each host of pool ${where(id)} has ${lack} as a ${isControl ? 'control host: kubeadm refuses it' : 'worker'}.`,
      'Choose a larger machine.',
    );
  }
}
