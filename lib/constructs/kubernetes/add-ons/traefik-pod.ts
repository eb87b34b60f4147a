import type { JsonObject } from '../../../core';
import { lockedDown } from './add-on';

/** Where it listens. Listeners of its gateway have these ports: by them it finds which of its own is meant. */
export const traefikPorts = { http: 8000, https: 8443 } as const;

const ping = 8080;

/** Traefik's DaemonSet without its head. It knows what the Gateway API says and nothing else. */
export function traefikPod(labels: Readonly<Record<string, string>>, image: string): JsonObject {
  const probe = { httpGet: { path: '/ping', port: 'ping' } };
  return {
    spec: {
      selector: { matchLabels: labels },
      // The new one is ready before the old one goes: what a node answers is never nothing.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels },
        spec: {
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          priorityClassName: 'system-cluster-critical',
          serviceAccountName: 'traefik',
          // As long as it waits itself, and some.
          terminationGracePeriodSeconds: 60,
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'traefik',
              image,
              // https://github.com/traefik/traefik/blob/v3.6.12/docs/content/reference/install-configuration/configuration-options.md
              args: [
                `--entrypoints.http.address=:${String(traefikPorts.http)}`,
                `--entrypoints.https.address=:${String(traefikPorts.https)}`,
                '--entrypoints.http.transport.lifecycle.requestacceptgracetimeout=10',
                '--entrypoints.https.transport.lifecycle.requestacceptgracetimeout=10',
                `--entrypoints.ping.address=:${String(ping)}`,
                '--ping.entrypoint=ping',
                '--providers.kubernetesgateway=true',
                '--global.checknewversion=false',
                '--global.sendanonymoususage=false',
              ],
              ports: [
                { name: 'http', containerPort: traefikPorts.http, protocol: 'TCP' },
                { name: 'https', containerPort: traefikPorts.https, protocol: 'TCP' },
                { name: 'ping', containerPort: ping, protocol: 'TCP' },
              ],
              livenessProbe: { ...probe, periodSeconds: 10 },
              readinessProbe: { ...probe, periodSeconds: 5 },
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
              securityContext: { ...lockedDown, runAsUser: 65532, runAsGroup: 65532 },
            },
          ],
        },
      },
    },
  };
}
