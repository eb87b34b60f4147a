import { Size } from 'cdk8s';
import { Stack } from '../../../lib/constructs/base';
import { Synchronous } from '../../../lib/constructs/databases';
import { Health, Storage } from '../../../lib/constructs/kubernetes';
import { Expose, Image, Microservice, Scale } from '../../../lib/constructs/services';
import type { Lab, LabProps } from '../../../stacks/lab';

/**
 * The bed with something else in it: what a cluster brings on demand (`add-ons`), flannel's leases in an etcd (`leases`),
 * or writes that wait for a standby (`synchronous`).
 */
export type Variant = 'add-ons' | 'leases' | 'synchronous';

/** An image with a shell: upstream's has its own, of which this bed has nothing. */
const helperImage = 'registry.example.com/lab/shell:13';

/** Under which name the world reaches the service that is scaled. */
export const busyHost = 'busy.bed.example.com';

/** What a variant says in place of the bed. */
export function variantProps(props: LabProps, variant: Variant): LabProps {
  switch (variant) {
    case 'add-ons':
      return {
        ...props,
        ingress: 'gateway',
        settings: { ...props.settings, metrics: true, storage: Storage.localPath({ helperImage }) },
      };
    case 'leases':
      return { ...props, flannel: 'etcd' };
    case 'synchronous':
      return { ...props, synchronous: Synchronous.first(1) };
  }
}

/** What a variant has besides. */
export function addGuests(bed: Lab, variant: Variant, images: LabProps['images']): void {
  if (variant !== 'add-ons') return;
  const load = new Stack(bed, 'load');
  new Microservice(load, 'busy', {
    image: Image.of(images.guestbook),
    ports: { http: 8080 },
    health: Health.http('http', '/healthz'),
    resources: { cpu: '50m', memory: Size.mebibytes(64) },
    scale: Scale.between(1, 3).onCpu(50),
    expose: Expose.http(busyHost),
  });
}
