import { resourcesOf, type EtcdClusterSpec } from '../../../lib/assembly';
import type { Json } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, onHost } from './ask';

const folder = '/etc/etcd/pki';
/** As facts/certificates.txt tells. */
export const etcdFiles = {
  authority: `${folder}/ca.crt`,
  certificate: `${folder}/healthcheck-client.crt`,
  key: `${folder}/healthcheck-client.key`,
};

/** The environment's cluster of etcd. @throws where it has none, or several */
export function etcdCluster({ assembly }: BedAccess): EtcdClusterSpec {
  const [cluster, second] = resourcesOf(assembly, 'etcd-cluster');
  if (!cluster || second) throw new Error('The environment has no cluster of etcd, or several: claims speak of one.');
  return cluster.spec;
}

/** What etcdctl answers, asked of all members from the host of the first one. @throws where it fails */
export async function etcdctl(bed: BedAccess, words: readonly string[]): Promise<Json> {
  const { members } = etcdCluster(bed);
  const command = [
    '/usr/local/bin/etcdctl',
    `--endpoints=${members.map(({ clientUrl }) => clientUrl).join(',')}`,
    `--cacert=${etcdFiles.authority}`,
    `--cert=${etcdFiles.certificate}`,
    `--key=${etcdFiles.key}`,
    ...words,
    '--write-out=json',
  ];
  return jsonOf(await onHost(bed, members[0]?.host ?? '', command));
}
