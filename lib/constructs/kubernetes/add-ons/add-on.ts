import type { ComponentSpec, Contribution, ResourceId } from '../../../assembly';
import { AddOn, selectorLabels, type Stack } from '../../base';
import { addOnReleases, type AddOnName } from './releases';

export interface ReleasedAddOnProps {
  readonly kind: 'DaemonSet' | 'Deployment';
  readonly disruption: () => ComponentSpec['disruption'];
  /** @default - none */
  readonly ports?: ComponentSpec['ports'];
  /** Images of pods that it makes while it runs. @default - none */
  readonly images?: ComponentSpec['images'];
  /** Kinds that it must find, by the names of their definitions. @default - none */
  readonly watches?: ComponentSpec['watches'];
  /** The component that must be there before objects can be applied. */
  readonly controlPlane: () => ResourceId;
  /** The image that somebody gave. @default - upstream's, by the tag of the release */
  readonly image?: string | undefined;
  /** What it adds besides. @default - nothing */
  readonly contribute?: (into: Contribution) => void;
}

/** An add-on whose release the lock file says, and its image once that is known. */
export interface ReleasedAddOn {
  readonly addOn: AddOn;
  readonly image: () => string;
  /** By which its pods are found. */
  readonly labels: Readonly<Record<string, string>>;
}

export function addReleasedAddOn(stack: Stack, name: AddOnName, props: ReleasedAddOnProps): ReleasedAddOn {
  const { releases, image: repository } = addOnReleases[name];
  const labels = selectorLabels(name);
  let release: string = releases[0];
  const addOn = new AddOn(stack, name, {
    workload: { kind: props.kind, name },
    podLabels: labels,
    disruption: props.disruption,
    ...(props.ports && { ports: props.ports }),
    ...(props.images && { images: props.images }),
    ...(props.watches && { watches: props.watches }),
    contribute: (into) => {
      release = into.version(name, releases);
      into.edge({ kind: 'needs', from: addOn.component, to: props.controlPlane() });
      props.contribute?.(into);
    },
  });
  return { addOn, labels, image: () => props.image ?? `${repository}:v${release}` };
}

/** What all containers of add-ons keep to that are no part of their node. */
export const lockedDown = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
