// Load balancers on hosts: the endpoint of the API, the way in for the world, and the addresses that move between hosts.
// A folder of the kubernetes room: what others may use is listed in its index.ts.
export { contributeLoadBalancers, type ApiEndpoint, type LoadBalancersProps } from './contribute-load-balancers';
export { defaultConnections } from './haproxy-global';
export {
  HostLoadBalancer,
  installedGateway,
  type GatewayLoadBalancerProps,
  type HostLoadBalancerProps,
} from './host-load-balancer';
export { VirtualIp, type VirtualIpProps } from './virtual-ip';
