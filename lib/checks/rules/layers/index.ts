// Rules over the layers below Kubernetes and across them: addresses, etcd, certificates, hosts, kubelets.
import type { Rule } from '../../rule';
import { addressRanges } from './address-ranges';
import { capacity } from './capacity';
import { certificates } from './certificates';
import { disks } from './disks';
import { etcdMembers } from './etcd-members';
import { etcdSettings } from './etcd-settings';
import { firewalls } from './firewall';
import { flannels } from './flannel';
import { hostDuties } from './host-duties';
import { distinctHosts } from './hosts-distinct';
import { kernels } from './kernel';
import { linkRules } from './link-rules';
import { volumes } from './local-volumes';
import { machines } from './machines';
import { mtus } from './mtu';
import { nodeSettings } from './node-settings';
import { rangeSizes } from './range-sizes';
import { routerIds } from './router-ids';
import { versions } from './versions';
import { endpoints } from './virtual-addresses';

/** By layer, from the ground up. */
export const layerRules: readonly Rule[] = [
  distinctHosts,
  hostDuties,
  kernels,
  firewalls,
  machines,
  disks,
  addressRanges,
  flannels,
  mtus,
  linkRules,
  certificates,
  etcdMembers,
  etcdSettings,
  versions,
  rangeSizes,
  endpoints,
  routerIds,
  nodeSettings,
  capacity,
  volumes,
];
