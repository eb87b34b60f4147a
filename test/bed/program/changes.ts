import { Size } from 'cdk8s';
import { Stack } from '../../../lib/constructs/base';
import { Persistence, RedisCache } from '../../../lib/constructs/databases';
import { Health } from '../../../lib/constructs/kubernetes';
import { Expose, Image, Microservice } from '../../../lib/constructs/services';
import type { Lab, LabProps } from '../../../stacks/lab';

/**
 * What somebody changes in a bed that runs: a `newer-guestbook`; a service and a cache of its own beside it (`notes`); that
 * service with a name for the world (`exposed-notes`); the cache alone, when the service is gone (`tally`).
 */
export type Change = 'newer-guestbook' | 'notes' | 'exposed-notes' | 'tally';

/** What a change says in place of the bed. */
export function changedProps(props: LabProps, changes: readonly Change[]): LabProps {
  if (!changes.includes('newer-guestbook')) return props;
  return { ...props, images: { ...props.images, guestbook: 'registry.example.com/lab/guestbook:1.0.1' } };
}

/** What a change brings besides, into the stack that is there. */
export function addChanges(bed: Lab, changes: readonly Change[], images: LabProps['images']): void {
  const guests = bed.node.tryFindChild('guests');
  const isExposed = changes.includes('exposed-notes');
  const hasNotes = isExposed || changes.includes('notes');
  if (!(guests instanceof Stack) || (!hasNotes && !changes.includes('tally'))) return;
  const tally = new RedisCache(guests, 'tally', {
    image: images.redis,
    persistence: Persistence.appendOnly(Size.gibibytes(2)),
  });
  if (!hasNotes) return;
  new Microservice(guests, 'notes', {
    image: Image.of(images.guestbook),
    ports: { http: 8080 },
    health: Health.http('http', '/healthz'),
    env: { REDIS_URL: tally.url() },
    ...(isExposed && { expose: Expose.http('notes.bed.example.com') }),
  });
}
