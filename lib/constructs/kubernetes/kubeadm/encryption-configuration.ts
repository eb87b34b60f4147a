import type { JsonObject } from '../../../core';

/** Bytes of the key: of 16, 24 or 32 that AES takes, the longest. */
export const encryptionKeyBytes = 32;

/**
 * How Secrets are kept in etcd. The key is made at apply, stands in for `${key}`, and is the same on all control hosts.
 *
 * secretbox needs no regular change of keys, as aesgcm does:
 * https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers. `identity` reads what was there before.
 */
export const encryptionConfiguration: JsonObject = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'EncryptionConfiguration',
  resources: [
    {
      resources: ['secrets'],
      providers: [{ secretbox: { keys: [{ name: 'key-1', secret: '${key}' }] } }, { identity: {} }],
    },
  ],
};
