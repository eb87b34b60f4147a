import { objectAt, fieldAt, itemsAt, textAt } from '../../../lib/core';
import type { BedAccess } from '../claims/access';
import { onHost } from '../claims/ask';
import { etcdCluster, etcdctl, etcdFiles } from '../claims/etcd-client';

/** The host whose member leads. @throws where none does */
export async function etcdLeader(bed: BedAccess): Promise<string> {
  const answers = itemsAt(await etcdctl(bed, ['endpoint', 'status']));
  // Numbers of members are too long for JSON's; cut off alike, they still tell three of them apart.
  const leading = answers.find((one) => {
    const status = objectAt(one, 'Status');
    return fieldAt(status, 'header', 'member_id') === fieldAt(status, 'leader');
  });
  const endpoint = leading && textAt(leading, 'Endpoint');
  const member = etcdCluster(bed).members.find(({ clientUrl }) => clientUrl === endpoint);
  if (!member) throw new Error(`No member of etcd leads: ${JSON.stringify(answers)}`);
  return member.host;
}

/** Makes the member of a host lead, so that one power cut takes one thing away. */
export async function leadFrom(bed: BedAccess, host: string): Promise<void> {
  if ((await etcdLeader(bed)) === host) return;
  const { members } = etcdCluster(bed);
  const words = [
    '/usr/local/bin/etcdctl',
    `--endpoints=${members.map(({ clientUrl }) => clientUrl).join(',')}`,
    ...[`--cacert=${etcdFiles.authority}`, `--cert=${etcdFiles.certificate}`, `--key=${etcdFiles.key}`],
  ];
  // In plain text the number of a member is whole.
  const list = (await onHost(bed, host, [...words, 'member', 'list'])).split('\n').map((line) => line.split(', '));
  const name = members.find((member) => member.host === host)?.name;
  const id = list.find((fields) => fields[2] === name)?.[0];
  if (id === undefined) throw new Error(`etcd has no member of ${host}: ${JSON.stringify(list)}`);
  await onHost(bed, host, [...words, 'move-leader', id]);
}
