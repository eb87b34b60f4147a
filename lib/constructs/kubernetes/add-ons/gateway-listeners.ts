import type { Contribution } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { gatewayListenerShared } from './findings';

/** A certificate, a secret of type kubernetes.io/tls that its namespace grants to the gateway. */
export interface GatewayCertificate {
  /** The listener that routes attach to: `https`. */
  readonly listener: string;
  /** The host name that it is for: `shop.example.com`. */
  readonly host: string;
  readonly secret: { readonly name: string; readonly namespace: string };
}

/** The listeners of a gateway: one without encryption, and one for each certificate. */
export function listenerManifests(
  ports: { readonly http: number; readonly https: number },
  certificates: readonly GatewayCertificate[],
): readonly JsonObject[] {
  const allowedRoutes = { namespaces: { from: 'All' } };
  return [
    { name: 'http', protocol: 'HTTP', port: ports.http, allowedRoutes },
    ...[...byListener(certificates)].map(([name, all]) => {
      const [hostname] = all.map(({ host }) => host);
      const [secret] = all.map((one) => one.secret);
      return {
        ...{ name, protocol: 'HTTPS', port: ports.https, allowedRoutes },
        // Further hosts with the same certificate attach as well.
        ...(all.length === 1 && hostname !== undefined && { hostname }),
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', ...secret }] },
      };
    }),
  ];
}

/**
 * Traefik takes the first certificate of a listener and passes over the others.
 * https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/gateway/kubernetes.go (CertificateRefs)
 */
export function reportSharedListeners(into: Contribution, certificates: readonly GatewayCertificate[]): void {
  for (const [listener, all] of byListener(certificates)) {
    const [first, other] = [...new Map(all.map((one) => [titleOf(one), one])).values()];
    if (!first || !other) continue;
    into.finding(
      gatewayListenerShared,
      `"${first.host}" has the certificate ${titleOf(first)} and "${other.host}" has ${titleOf(other)}, both at the listener "${listener}". Traefik shows the first one to everybody.`,
      `Give one of them a listener of its own: Expose.https('${other.host}', { listener: '${other.secret.name}', certificate }).`,
    );
  }
}

function titleOf({ secret }: GatewayCertificate): string {
  return `${secret.namespace}/${secret.name}`;
}

/** By name, so that the order of declaration leaves no trace. */
function byListener(certificates: readonly GatewayCertificate[]): ReadonlyMap<string, readonly GatewayCertificate[]> {
  const listeners = new Map<string, GatewayCertificate[]>();
  for (const one of certificates) listeners.set(one.listener, [...(listeners.get(one.listener) ?? []), one]);
  const sorted = [...listeners].map(([listener, all]) => {
    const ordered = all.sort((a, b) => (`${titleOf(a)} ${a.host}` < `${titleOf(b)} ${b.host}` ? -1 : 1));
    return [listener, ordered] as const;
  });
  return new Map(sorted.sort(([a], [b]) => (a < b ? -1 : 1)));
}
