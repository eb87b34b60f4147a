import { etcdPaths, etcdPorts, pkiFiles } from './etcd-paths';

/** A command by which a host asks the member on it, with the certificate that is there for this. */
export function askMember(etcdctl: string, words: readonly string[]): readonly string[] {
  const client = pkiFiles('healthcheck-client');
  return [
    etcdctl,
    `--endpoints=https://127.0.0.1:${String(etcdPorts.client)}`,
    `--cacert=${etcdPaths.authority}`,
    `--cert=${client.certificate}`,
    `--key=${client.key}`,
    ...words,
  ];
}
