import { fieldAt, itemsAt, textAt, textsAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { etcdCluster, etcdctl, etcdFiles } from './etcd-client';

export interface EtcdMemberHealth {
  readonly endpoint: string;
  readonly healthy: boolean;
  readonly version: string;
}

/** The health of every member, asked over TLS, sorted by address. @throws where a member is not healthy */
export async function etcdHealth(bed: BedAccess): Promise<readonly EtcdMemberHealth[]> {
  const status = itemsAt(await etcdctl(bed, ['endpoint', 'status']));
  return itemsAt(await etcdctl(bed, ['endpoint', 'health']))
    .map((one) => {
      const endpoint = textAt(one, 'endpoint') ?? '';
      const own = status.find((other) => textAt(other, 'Endpoint') === endpoint);
      return {
        endpoint,
        healthy: fieldAt(one, 'health') === true,
        version: textAt(own, 'Status', 'version') ?? '',
      };
    })
    .sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
}

/** A member as etcd itself knows it: `control-1 https://10.0.0.1:2380 https://10.0.0.1:2379`, and `learner` where it has no vote. */
export async function etcdMembers(bed: BedAccess): Promise<readonly string[]> {
  return itemsAt(await etcdctl(bed, ['member', 'list']), 'members')
    .map((member) => {
      const urls = [...textsAt(member, 'peerURLs'), ...textsAt(member, 'clientURLs')];
      const learner = fieldAt(member, 'isLearner') === true ? ['learner'] : [];
      return [textAt(member, 'name') ?? '', ...urls, ...learner].join(' ');
    })
    .sort();
}

/** The same of the members that the environment declares. */
export function declaredEtcdMembers(bed: BedAccess): readonly string[] {
  return etcdCluster(bed)
    .members.map(({ name, peerUrl, clientUrl }) => [name, peerUrl, clientUrl].join(' '))
    .sort();
}

/** What a member says to a client. */
export interface EtcdReception {
  readonly member: string;
  /** `served`; `refused` where the handshake of TLS ends with an alert; else what the client says. */
  readonly withoutCertificate: string;
  /** By a certificate that another authority signed. */
  readonly withForeignCertificate: string;
  readonly withOwnCertificate: string;
}

/** How every member receives clients with and without a certificate. They stand on a host that its firewall lets in. */
export async function etcdReception(bed: BedAccess): Promise<readonly EtcdReception[]> {
  const { members } = etcdCluster(bed);
  const own = ['--cert', etcdFiles.certificate, '--key', etcdFiles.key];
  // A client's certificate like any other, but of the authority of Kubernetes.
  const kubernetes = '/etc/kubernetes/pki/apiserver-kubelet-client';
  const foreign = ['--cert', `${kubernetes}.crt`, '--key', `${kubernetes}.key`];
  return Promise.all(
    members.map(async ({ name, clientUrl, host }) => {
      const ask = async (words: readonly string[]): Promise<string> => {
        // By TLS 1.3 a client has sent its request before it learns that it is refused, and may see no more than a reset.
        const plain = [
          'curl',
          '--tls-max',
          '1.2',
          '--silent',
          '--show-error',
          '--max-time',
          '10',
          '--cacert',
          etcdFiles.authority,
        ];
        const { code, stdout, stderr } = await bed.on(host, [...plain, ...words, `${clientUrl}/version`]);
        return code === 0 ? served(stdout) : refused(stderr);
      };
      return {
        member: name,
        withoutCertificate: await ask([]),
        withForeignCertificate: await ask(foreign),
        withOwnCertificate: await ask(own),
      };
    }),
  );
}

function served(body: string): string {
  return body.includes('"etcdserver"') ? 'served' : `an answer that is not of etcd: ${body}`;
}

/** A server that misses or does not believe a certificate ends the handshake with an alert. */
export function refused(said: string): string {
  return /alert (?:bad certificate|certificate required|unknown ca|handshake failure)/i.test(said)
    ? 'refused'
    : said.trim();
}
