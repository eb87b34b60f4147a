import { haproxyGlobal } from './haproxy-global';

export interface ApiEndpointSettings {
  /** Where clients reach the API server. */
  readonly port: number;
  /** Where each API server itself listens. */
  readonly servers: readonly { readonly name: string; readonly address: string; readonly port: number }[];
  /** The loopback port that answers whether any API server is ready. */
  readonly monitorPort: number;
  readonly maxConnections: number;
}

/**
 * haproxy's configuration in front of the API servers: it passes encrypted connections through and reads nothing of them.
 *
 * https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md, https://docs.haproxy.org/3.0/configuration.html
 */
export function apiEndpointText({ port, servers, monitorPort, maxConnections }: ApiEndpointSettings): string {
  return `${haproxyGlobal('haproxy-api', maxConnections)}
defaults
  mode tcp
  log global
  option dontlognull
  option clitcpka
  option srvtcpka
  timeout connect 3s
  # Watches and followed logs are silent for long.
  timeout client 1h
  timeout server 1h
  timeout check 2s

frontend api
  bind :${String(port)}
  default_backend api-servers

backend api-servers
  balance leastconn
  option httpchk GET /readyz
  http-check expect status 200
  # The check carries nothing and decides nothing but where connections go; the cluster's authority is made later than this file.
  default-server check check-ssl verify none inter 2s fall 3 rise 2 on-marked-down shutdown-sessions
${servers.map(({ name, address, port: own }) => `  server ${name} ${address}:${String(own)}\n`).join('')}
# What keepalived asks: the address goes where a client would be served.
frontend monitor
  mode http
  bind 127.0.0.1:${String(monitorPort)}
  timeout client 5s
  monitor-uri /ready
  monitor fail if { nbsrv(api-servers) lt 1 }
`;
}
