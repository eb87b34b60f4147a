import type { Assembly, HostView } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Observed } from '../model/observed';
import type { Step, StepId } from '../model/step';
import { firstHost, installId, type HostComponent } from './components';
import { hostsOf } from './host-of';
import type { HostSecretResource, SecretKind } from './secret-kinds';
import { holders, sharing, type Holder } from './secret-steps';
import { onHost, parcels, stepNames } from './step-names';

/** Hosts that come to a component which another of them began. */
export interface Joining {
  readonly component: HostComponent;
  /** The host that begins it; absent where all its hosts come to what another component began. */
  readonly first: HostView | undefined;
}

/** The secrets of a kind that a component's own layer put on a host. */
export function ownSecrets(component: HostComponent, host: HostView, kind: SecretKind): Holder | undefined {
  const found = holders([host], kind)[0]?.secrets.filter(({ owner }) => owner === component.resource.owner) ?? [];
  return found.length === 0 ? undefined : { host, secrets: found };
}

/** What the first host made goes to all others that share it, before they come. */
export function sharedSteps({ component, first }: Joining): readonly Step[] {
  if (!first) return [];
  const from = ownSecrets(component, first, 'by-component');
  const to = joiners({ component, first }).flatMap((host) => ownSecrets(component, host, 'by-component') ?? []);
  if (!from || to.length === 0) return [];
  const { name, phase } = component;
  return [
    ...sharing({
      ...{ group: phase, phase, from: [from], to },
      offerNeeds: (host) => [installId(component, host)],
      reason: `Every host of ${name} has the authorities that ${first.name} made.`,
    }),
    ...to.map(({ host, secrets }) => {
      const ids = secrets.map(({ id }) => id);
      return stepOf({
        id: stepNames.installSecrets(phase, host.name),
        ...{ phase, move: `${phase}/install-secrets`, place: onHost(host) },
        title: `Bring the authorities of ${name} to ${host.name}`,
        reason: `It shares them with ${first.name}.`,
        needs: [stepNames.settleSecrets(phase), stepNames.start(host.name)],
        actions: [{ kind: 'install-secrets', secrets: ids, replace: false }],
        postcondition: { kind: 'secrets', secrets: ids },
        inputs: secrets.map(resourceDigest),
        takes: [parcels.secrets(phase, host.name)],
      });
    }),
  ];
}

/** Credentials that are good for minutes: issued only while a host has not come yet, just before it does. */
export function credentialSteps(
  joining: Joining,
  context: {
    readonly assembly: Assembly;
    readonly observed: Observed | undefined;
    readonly components: readonly HostComponent[];
  },
): readonly Step[] {
  const { component } = joining;
  const { name, phase } = component;
  const takers = joiners(joining).flatMap((host) => ownSecrets(component, host, 'issued') ?? []);
  const secrets = new Map(takers.flatMap((taker) => taker.secrets.map((secret) => [secret.id, secret] as const)));
  return [...secrets.values()].flatMap((secret): readonly Step[] => {
    const issuer = issuerOf(secret, context);
    if (!issuer) return [];
    const hosts = takers.filter((taker) => taker.secrets.includes(secret)).map(({ host }) => host);
    const pool = secret.spec.on.pool;
    return [
      stepOf({
        id: stepNames.issue(phase, pool),
        ...{ phase, move: `${phase}/issue-credentials`, place: onHost(issuer.host) },
        title: `Issue ${secret.spec.purpose.split(',', 1)[0] ?? secret.spec.path} for ${hosts.map((host) => host.name).join(', ')}`,
        reason: 'They end soon, so they are made just before they are used.',
        needs: [issuer.after],
        actions: [{ kind: 'issue-secret', secret: secret.id }],
        // They are good for minutes and are not kept: what was made in an earlier run is of no use.
        postcondition: {
          kind: 'any',
          of: [{ kind: 'joined', nodes: hosts.map((host) => host.name) }, { kind: 'given' }],
        },
        inputs: [resourceDigest(secret)],
        gives: [parcels.credentials(phase, pool)],
      }),
      ...hosts.map((host) =>
        stepOf({
          id: stepNames.installCredentials(phase, host.name),
          ...{ phase, move: `${phase}/install-credentials`, place: onHost(host) },
          title: `Bring credentials for ${name} to ${host.name}`,
          reason: 'With them it comes to the cluster.',
          needs: [stepNames.issue(phase, pool), stepNames.start(host.name)],
          actions: [{ kind: 'install-secrets', secrets: [secret.id], replace: true }],
          // What an earlier run left here may have ended since: it is always replaced, where there is something to replace it with.
          always: true,
          postcondition: { kind: 'any', of: [...createdBy(component), { kind: 'secrets', secrets: [secret.id] }] },
          inputs: [resourceDigest(secret)],
          takes: [parcels.credentials(phase, pool)],
        }),
      ),
    ];
  });
}

function joiners({ component, first }: Joining): readonly HostView[] {
  return component.hosts.filter((host) => host !== first);
}

/** Where a host that has come already can be told by. */
function createdBy({ procedures }: HostComponent): readonly { readonly kind: 'exists'; readonly path: string }[] {
  return procedures.install.flatMap((action) =>
    action.kind === 'run' && action.creates !== undefined ? [{ kind: 'exists', path: action.creates } as const] : [],
  );
}

/** The host that can issue a secret, and the step after which it can. */
function issuerOf(
  { spec: { template } }: HostSecretResource,
  { assembly, observed, components }: Parameters<typeof credentialSteps>[1],
): { readonly host: HostView; readonly after: StepId } | undefined {
  const places = Object.values(template?.outputs ?? {}).flatMap(({ on }) => on);
  const candidates = hostsOf(assembly, places);
  for (const component of components) {
    const host = component.procedures.installFirst && firstHost(component, observed);
    if (host && candidates.includes(host)) return { host, after: installId(component, host) };
  }
  return undefined;
}
