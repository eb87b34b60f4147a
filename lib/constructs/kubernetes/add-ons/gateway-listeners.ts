import type { Contribution } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { gatewayListenerClash } from './findings';

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
  const listeners = byListener(certificates);
  return [
    { name: 'http', protocol: 'HTTP', port: ports.http, allowedRoutes },
    ...[...listeners].map(([name, all]) => {
      const [secret] = all.map((one) => one.secret);
      const hostname = hostOf(all);
      return {
        ...{ name, protocol: 'HTTPS', port: ports.https, allowedRoutes },
        // The only one is for whatever host its certificate covers.
        ...(listeners.size > 1 && hostname !== undefined && { hostname }),
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', ...secret }] },
      };
    }),
  ];
}

/** The one host that a listener is for; undefined where there are several. */
function hostOf(all: readonly GatewayCertificate[]): string | undefined {
  const [host, other] = new Set(all.map((one) => one.host));
  return other === undefined ? host : undefined;
}

/** Tells of certificates that no client would see, and of listeners that the Gateway API takes for the same. */
export function reportListenerClashes(into: Contribution, certificates: readonly GatewayCertificate[]): void {
  const listeners = byListener(certificates);
  for (const [listener, all] of listeners) reportCertificates(into, listener, all);
  const [first, second] = [...listeners].filter(([, all]) => hostOf(all) === undefined).map(([listener]) => listener);
  if (first === undefined || second === undefined) return;
  into.finding(
    gatewayListenerClash,
    `The listeners "${first}" and "${second}" have several hosts each. A listener names one host or none, and of those without one there is one to a port.`,
    'Give each host of one of them a listener of its own.',
  );
}

/**
 * Traefik takes the first certificate of a listener and passes over the others.
 * https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/gateway/kubernetes.go (CertificateRefs)
 */
function reportCertificates(into: Contribution, listener: string, all: readonly GatewayCertificate[]): void {
  const [first, other] = new Map(all.map((one) => [titleOf(one), one])).values();
  if (!first || !other) return;
  into.finding(
    gatewayListenerClash,
    `"${first.host}" has the certificate ${titleOf(first)} and "${other.host}" has ${titleOf(other)}, both at the listener "${listener}". Traefik shows the first one to everybody.`,
    `Give one of them a listener of its own: Expose.https('${other.host}', { listener: '${other.secret.name}', certificate }).`,
  );
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
