import { itemsAt, objectAt, textAt, textMapAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { kubectlGet } from './ask';
import { etcdctl } from './etcd-client';

export interface SecretAtRest {
  readonly secret: string;
  /** What the stored bytes begin with, up to the name of the key: `k8s:enc:secretbox:v1:`. */
  readonly prefix: string;
  /** Keys of the Secret whose value stands in the clear in what is stored. */
  readonly inTheClear: readonly string[];
}

/** How every Secret of the cluster lies in etcd. @throws where etcd has one that the API server does not know */
export async function secretsAtRest(bed: BedAccess): Promise<readonly SecretAtRest[]> {
  const secrets = itemsAt(await kubectlGet(bed, ['secrets', '--all-namespaces']), 'items');
  const values = new Map(
    secrets.map((one) => {
      const name = `${textAt(one, 'metadata', 'namespace') ?? ''}/${textAt(one, 'metadata', 'name') ?? ''}`;
      return [name, textMapAt(one, 'data')] as const;
    }),
  );
  const stored = itemsAt(await etcdctl(bed, ['get', '/registry/secrets/', '--prefix']), 'kvs');
  if (stored.length === 0)
    throw new Error('etcd holds nothing below "/registry/secrets/", though the cluster has Secrets.');
  return stored.map((one) => {
    const secret = fromBase64(textAt(one, 'key')).toString().replace('/registry/secrets/', '');
    const data = values.get(secret);
    if (!data) throw new Error(`etcd holds the Secret "${secret}", and the API server does not know it.`);
    return atRest(secret, fromBase64(textAt(objectAt(one), 'value')), data);
  });
}

/** Judges what is stored of one Secret; `data` are its values in base64, as the API gives them. */
export function atRest(secret: string, stored: Buffer, data: Readonly<Record<string, string>>): SecretAtRest {
  const inTheClear = Object.entries(data)
    .map(([key, value]) => [key, fromBase64(value)] as const)
    // A byte or two are found in anything.
    .filter(([, value]) => value.length >= 4 && stored.includes(value))
    .map(([key]) => key);
  const [prefix = stored.subarray(0, 20).toString('latin1')] =
    /^k8s:enc:[a-z]+:v\d:/.exec(stored.toString('latin1')) ?? [];
  return { secret, prefix, inTheClear };
}

function fromBase64(text = ''): Buffer {
  return Buffer.from(text, 'base64');
}
