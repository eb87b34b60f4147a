import type { AddressPlanProps } from '../address-plan';
import type { FlannelBackend } from './backend';
import type { FlannelDatastore } from './datastore';
import type { PolicyEnforcer } from '../enforcers/policy-enforcer';

/** Images by digest, where somebody has them. */
export interface FlannelImages {
  /** @default - upstream's, by the tag of the release */
  readonly flannel?: string;
  /** The plugin of CNI. @default - upstream's, by the tag that belongs to the release */
  readonly plugin?: string;
}

export interface FlannelProps extends AddressPlanProps {
  /** @default FlannelBackend.vxlan() */
  readonly backend?: FlannelBackend;
  /** @default FlannelDatastore.kubernetes() */
  readonly datastore?: FlannelDatastore;
  /** What enforces network policies. @default PolicyEnforcer.kubeRouter() */
  readonly enforcer?: PolicyEnforcer;
  /** The largest packet that a pod sends, in bytes. @default - that of the smallest link, less what the backend adds */
  readonly mtu?: number;
  /** @default - upstream's, by tag */
  readonly images?: FlannelImages;
}
