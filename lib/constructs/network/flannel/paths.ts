/** Where flannel's files are on hosts that run it themselves. */
export const flannelPaths = {
  environment: '/etc/flannel/flanneld.env',
  /** What goes into etcd, on the host that puts it there. */
  config: '/etc/flannel/net-conf.json',
  /** Certificate, key and authority of every host. */
  client: clientFiles('client'),
  /** The same of the host that puts the configuration into etcd; it need not be in the network. */
  writer: clientFiles('writer'),
  subnets: '/run/flannel/subnet.env',
} as const;

interface ClientFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

function clientFiles(name: string): ClientFiles {
  const folder = '/etc/flannel/pki';
  return {
    certificate: `${folder}/${name}.crt`,
    key: `${folder}/${name}.key`,
    authority: `${folder}/${name}-ca.crt`,
  };
}
