import type { ExposureSpec } from '../../../assembly';
import { haproxyGlobal } from './haproxy-global';

export interface IngressSettings {
  readonly exposures: readonly ExposureSpec[];
  /** The nodes that pods run on, and that answer on node ports. */
  readonly nodes: readonly { readonly name: string; readonly address: string }[];
  readonly monitorPort: number;
  readonly maxConnections: number;
  /** The folder with a file for each certificate. */
  readonly certificates: string;
}

/**
 * haproxy's configuration in front of everything that is exposed: by host name and path to the node port of a service.
 *
 * A node without a ready pod of the service refuses (externalTrafficPolicy: Local), so the check of the node port finds those
 * that have one, and the pods see the address of this host: https://docs.haproxy.org/3.0/configuration.html
 */
export function ingressText(settings: IngressSettings): string {
  const { exposures, nodes, monitorPort, maxConnections, certificates } = settings;
  const sorted = [...exposures].sort((a, b) => compare(order(a), order(b)));
  const secure = sorted.filter(({ scheme }) => scheme === 'https');
  const plain = sorted.filter(({ scheme }) => scheme === 'http');
  const names = [...new Set(secure.map(({ host }) => host))];
  return `${haproxyGlobal('haproxy-ingress', maxConnections)}
defaults
  mode http
  log global
  option dontlognull
  option httplog
  option forwardfor
  option redispatch
  # Only a request that never reached a pod is tried again.
  retries 3
  retry-on conn-failure
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout http-request 10s
  timeout http-keep-alive 30s
  timeout tunnel 1h
  timeout check 1s

frontend http
  bind :80
  http-request set-header X-Forwarded-Proto http
${names.map((host) => `  http-request redirect scheme https code 301 if { ${hostIs(host)} }\n`).join('')}${routes(plain)}  default_backend nothing
${secure.length === 0 ? '' : secureFrontend(secure, certificates)}
${sorted.map((exposure) => backend(exposure, nodes)).join('\n')}
backend nothing
  http-request deny deny_status 404

frontend monitor
  bind 127.0.0.1:${String(monitorPort)}
  monitor-uri /ready
`;
}

function secureFrontend(secure: readonly ExposureSpec[], certificates: string): string {
  return `
frontend https
  bind :443 ssl crt ${certificates}/ alpn h2,http/1.1
  http-request set-header X-Forwarded-Proto https
${routes(secure)}  default_backend nothing
`;
}

function routes(exposures: readonly ExposureSpec[]): string {
  return exposures
    .map((exposure) => {
      const { host, path } = exposure;
      const here = `{ ${hostIs(host)} }`;
      // By whole elements, as the Gateway API matches a prefix: /api is no beginning of /apis.
      const below = path.replace(/\/+$/, '');
      const conditions = below === '' ? [here] : [`${here} { path ${below} }`, `${here} { path_beg ${below}/ }`];
      return `  use_backend ${backendName(exposure)} if ${conditions.join(' || ')}\n`;
    })
    .join('');
}

function backend(exposure: ExposureSpec, nodes: IngressSettings['nodes']): string {
  const { nodePort, service, backend: speaks } = exposure;
  const proto = speaks === 'h2c' ? ' proto h2' : '';
  return `# ${service}
backend ${backendName(exposure)}
  balance leastconn
  default-server check inter 2s fall 2 rise 1${proto}
${nodes.map(({ name, address }) => `  server ${name} ${address}:${String(nodePort)}\n`).join('')}`;
}

/** Of the wildcard names of Kubernetes the first label may be anything. */
function hostIs(host: string): string {
  return host.startsWith('*.') ? `hdr(host),host_only -i -m end ${host.slice(1)}` : `hdr(host),host_only -i ${host}`;
}

function backendName({ service, path }: ExposureSpec): string {
  const suffix = path === '/' ? '' : path.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '');
  return `${service.replace('/', '.')}${suffix}`;
}

/** Exact names before wildcards, longer paths before shorter ones; otherwise by name. */
function order({ host, path, service }: ExposureSpec): string {
  const exactness = host.startsWith('*.') ? '1' : '0';
  return `${exactness} ${host} ${String(9999 - path.length)} ${path} ${service}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
