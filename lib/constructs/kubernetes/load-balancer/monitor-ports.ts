/** What answers on loopback whether a host should have an address: next to the endpoint's own port, which is 8443. */
export const monitorPorts = { api: 8444, ingress: 8445 } as const;

/** What keepalived asks before a host may have an address. */
export function readyUrl(task: keyof typeof monitorPorts): string {
  return `http://127.0.0.1:${String(monitorPorts[task])}/ready`;
}
