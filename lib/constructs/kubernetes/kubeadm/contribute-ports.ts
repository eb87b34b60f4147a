import type { Contribution, FirewallPeer } from '../../../assembly';
import { contributePort, placesOf, type PortProps } from '../../hosts';
import { HostLoadBalancer } from '../load-balancer';
import type { ClusterSettings } from './cluster-settings';
import { kubernetesPorts as ports } from './paths';
import { networkPeers, peersOf } from './peers';

/** What control hosts and nodes listen on: https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export function contributePorts(into: Contribution, settings: ClusterSettings): void {
  for (const on of placesOf(settings.control)) {
    for (const port of controlPorts(settings)) contributePort(into, on, port);
  }
  for (const on of placesOf(settings.nodes)) {
    for (const port of nodePortsOf(settings)) contributePort(into, on, port);
  }
}

function controlPorts(settings: ClusterSettings): readonly PortProps[] {
  const { control, props, endpoint } = settings;
  // With an address of its own everybody but nodes and pods comes by the endpoint's port.
  const outside = endpoint.kind === 'virtual-address' ? [] : networkPeers(props.apiFrom ?? []);
  const loopback = (name: string, port: number, reason: string): PortProps => ({ name, port, from: [], reason });
  return [
    {
      name: 'kube-apiserver',
      port: settings.bindPort,
      from: [...nodesAndPods(settings), ...outside],
      reason: 'nodes, pods and whoever works with the cluster',
    },
    loopback('kube-controller-manager', ports.controllerManager, 'its own probe'),
    loopback('kube-scheduler', ports.scheduler, 'its own probe'),
    ...(props.etcd
      ? []
      : [
          { name: 'etcd-client', port: ports.etcdClient, from: peersOf(control), reason: 'API servers' },
          { name: 'etcd-peer', port: ports.etcdPeer, from: peersOf(control), reason: 'members of etcd' },
          loopback('etcd-metrics', ports.etcdMetrics, 'its own probe'),
        ]),
  ];
}

function nodePortsOf(settings: ClusterSettings): readonly PortProps[] {
  const { control, nodePorts } = settings;
  const balancers = balancerPeers(settings);
  const metrics = settings.metrics ? nodesAndPods(settings) : peersOf(control);
  return [
    { name: 'kubelet', port: ports.kubelet, from: metrics, reason: 'logs, exec and metrics for the API server' },
    { name: 'kubelet-health', port: ports.kubeletHealth, from: [], reason: 'its own probe' },
    { name: 'kube-proxy-health', port: ports.proxyHealth, from: balancers, reason: 'load balancers' },
    { name: 'kube-proxy-metrics', port: ports.proxyMetrics, from: [], reason: 'metrics' },
    { name: 'node-ports', port: nodePorts, from: balancers, reason: 'services, for load balancers' },
    {
      name: 'node-ports-udp',
      protocol: 'udp',
      port: nodePorts,
      from: balancers,
      reason: 'services, for load balancers',
    },
  ];
}

/** Pods have the addresses of their nodes for whoever is on another host, and their own for what is on the same. */
function nodesAndPods({ nodes, podRange }: ClusterSettings): readonly FirewallPeer[] {
  return [...peersOf(nodes), ...networkPeers([podRange])];
}

function balancerPeers({ props: { ingress } }: ClusterSettings): readonly FirewallPeer[] {
  if (ingress instanceof HostLoadBalancer) return peersOf(ingress.hosts.hosts);
  return ingress?.facts.kind === 'host-load-balancer' ? networkPeers(ingress.facts.from) : [];
}
