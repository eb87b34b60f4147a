import { counted } from '../../core';
import type { HostView } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Step, StepId } from '../model/step';
import { secretKind, type HostSecretResource, type SecretKind } from './secret-kinds';
import { onHost, parcels, stepNames } from './step-names';

/** Before any component runs: secret files that people give, and those that are made from random bytes. */
const group = 'secrets';

/** Secret files that exist, or are made, before components run. Those that a component makes come later. */
export function secretSteps(hosts: readonly HostView[]): readonly Step[] {
  const taking = holders(hosts, 'given');
  const making = holders(hosts, 'made');
  const all = holders(hosts, 'given', 'made');
  if (all.length === 0) return [];
  const madeIds = idsOf(making);
  return [
    ...(taking.length === 0
      ? []
      : [
          stepOf({
            id: stepNames.takeSecrets,
            ...{ phase: 'secrets', move: 'secrets/take', place: { kind: 'control-node' } },
            title: 'Take secret files that people give',
            reason: 'Nobody but they can make them.',
            actions: [{ kind: 'take-secrets', secrets: idsOf(taking) }],
            always: true,
            postcondition: { kind: 'none' },
            gives: taking.map(({ host }) => parcels.given(host.name)),
          }),
        ]),
    ...sharing({
      ...{ group, phase: 'secrets', from: making, to: making },
      offerNeeds: (host) => [stepNames.start(host.name)],
      reason: 'Random bytes are made once, and are the same on all hosts that share them.',
    }),
    ...all.map(({ host, secrets }) => {
      const ids = secrets.map(({ id }) => id);
      const given = taking.some((holder) => holder.host === host);
      const made = making.some((holder) => holder.host === host);
      return stepOf({
        id: stepNames.installSecrets(group, host.name),
        ...{ phase: 'secrets', move: 'secrets/install', place: onHost(host) },
        title: `Put ${counted(ids.length, 'secret file')} in place on ${host.name}`,
        reason: 'What needs them waits for them.',
        needs: [
          stepNames.start(host.name),
          ...(given ? [stepNames.takeSecrets] : []),
          ...(madeIds.length > 0 && made ? [stepNames.settleSecrets(group)] : []),
        ],
        actions: [{ kind: 'install-secrets', secrets: ids, replace: false }],
        postcondition: { kind: 'secrets', secrets: ids },
        inputs: secrets.map(resourceDigest),
        takes: [...(given ? [parcels.given(host.name)] : []), ...(made ? [parcels.secrets(group, host.name)] : [])],
      });
    }),
  ];
}

export interface Holder {
  readonly host: HostView;
  readonly secrets: readonly HostSecretResource[];
}

/** Hosts with secrets of some kinds. */
export function holders(hosts: readonly HostView[], ...kinds: readonly SecretKind[]): readonly Holder[] {
  return hosts.flatMap((host) => {
    const secrets = host.resourcesOf('host-secret').filter((secret) => kinds.includes(secretKind(secret)));
    return secrets.length === 0 ? [] : [{ host, secrets }];
  });
}

function idsOf(all: readonly Holder[]): readonly string[] {
  return [...new Set(all.flatMap(({ secrets }) => secrets.map(({ id }) => id)))].sort();
}

/** Secrets that pass from hosts that have them to those that are to have them. */
export interface Sharing {
  readonly group: string;
  readonly phase: string;
  readonly from: readonly Holder[];
  readonly to: readonly Holder[];
  readonly offerNeeds: (host: HostView) => readonly StepId[];
  readonly reason: string;
}

/** What hosts have is offered, and what all are to have is settled among them. */
export function sharing({ group: name, phase, from, to, offerNeeds, reason }: Sharing): readonly Step[] {
  if (to.length === 0) return [];
  return [
    ...from.map(({ host, secrets }) =>
      stepOf({
        id: stepNames.offerSecrets(name, host.name),
        ...{ phase, move: `${name}/offer-secrets`, place: onHost(host), reason },
        title: `Look which shared secrets ${host.name} has`,
        needs: offerNeeds(host),
        actions: [{ kind: 'offer-secrets', secrets: secrets.map(({ id }) => id) }],
        always: true,
        postcondition: { kind: 'none' },
        gives: [parcels.offered(name, host.name)],
      }),
    ),
    stepOf({
      id: stepNames.settleSecrets(name),
      ...{ phase, move: `${name}/settle-secrets`, place: { kind: 'control-node' }, reason },
      title: 'Take what a host has for all that share it, and make what none has',
      needs: from.map(({ host }) => stepNames.offerSecrets(name, host.name)),
      actions: [{ kind: 'settle-secrets', secrets: idsOf(to), from: from.map(({ host }) => host.name) }],
      always: true,
      postcondition: { kind: 'none' },
      takes: from.map(({ host }) => parcels.offered(name, host.name)),
      gives: to.map(({ host }) => parcels.secrets(name, host.name)),
    }),
  ];
}
