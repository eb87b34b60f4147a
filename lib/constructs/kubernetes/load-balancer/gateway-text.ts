import { haproxyGlobal } from './haproxy-global';

export interface GatewayPassThrough {
  readonly nodes: readonly { readonly name: string; readonly address: string }[];
  /** The node ports of the gateway's listeners. */
  readonly nodePorts: { readonly http: number; readonly https: number };
  readonly monitorPort: number;
  readonly maxConnections: number;
}

/** haproxy's configuration in front of a gateway in the cluster: connections pass through, and the gateway ends encryption. */
export function gatewayText({ nodes, nodePorts, monitorPort, maxConnections }: GatewayPassThrough): string {
  const pass = (name: string, port: number, nodePort: number): string => `frontend ${name}
  bind :${String(port)}
  default_backend gateway-${name}

backend gateway-${name}
  balance leastconn
  default-server check inter 2s fall 2 rise 1
${nodes.map((node) => `  server ${node.name} ${node.address}:${String(nodePort)}\n`).join('')}`;
  return `${haproxyGlobal('haproxy-ingress', maxConnections)}
defaults
  mode tcp
  log global
  option dontlognull
  option redispatch
  retries 3
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout check 1s

${pass('http', 80, nodePorts.http)}
${pass('https', 443, nodePorts.https)}
frontend monitor
  mode http
  bind 127.0.0.1:${String(monitorPort)}
  timeout client 5s
  monitor-uri /ready
`;
}
