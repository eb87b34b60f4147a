import { posix } from 'node:path';
import type { Contribution, FlannelSpec } from '../../../assembly';
import { shortDigest } from '../../../core';
import { contributeArtifact, contributeFile, contributePackage, contributeUnit, type HostPool } from '../../hosts';
import { healthPort } from './contribute-hosts';
import { contributeConfig } from './contribute-config';
import { flanneldUnit, waitingPathUnit } from './flanneld-unit';
import type { LeaseStore } from './lease-store';
import { conflist, conflistPath, netConf } from './net-conf';
import { flannelPaths } from './paths';
import { flannelRelease } from './versions';

export interface FlanneldProps {
  /** The network's. */
  readonly name: string;
  readonly spec: FlannelSpec;
  readonly pools: readonly HostPool[];
  readonly store: LeaseStore;
}

const unit = 'flanneld.service';
const restart = { kind: 'restart', unit } as const;

/** flannel on the hosts themselves, with its leases in etcd: as the first clusters had it, and as no object of Kubernetes can say. */
export function contributeFlanneld(into: Contribution, props: FlanneldProps): void {
  contributeConfig(into, props);
  for (const pool of props.pools) contributePool(into, pool, props);
}

function contributePool(into: Contribution, pool: HostPool, { spec, store }: FlanneldProps): void {
  const on = pool.place;
  const { flanneld, artifacts } = contributePrograms(into, pool, spec);
  contributeFile(into, on, {
    path: flannelPaths.environment,
    body: { format: 'env', value: environment(pool, spec, store) },
    effect: restart,
  });
  contributeFile(into, on, {
    path: conflistPath,
    body: { format: 'json', value: conflist(spec) },
    // The container runtime watches the folder.
    effect: { kind: 'none' },
  });
  const configDigest = shortDigest(JSON.stringify(netConf(spec)));
  contributeUnit(into, on, { name: unit, body: flanneldUnit({ flanneld, artifacts, configDigest }), state: 'static' });
  contributeUnit(into, on, { name: 'flanneld.path', body: waitingPathUnit(unit, flannelPaths.client.certificate) });
  store.clientCertificate(into, on, { name: 'flannel-etcd-client', files: flannelPaths.client, effect: restart });
}

/**
 * Archives by the names that their makers give them:
 * https://github.com/flannel-io/flannel/blob/v0.28.9/Makefile (tar.gz) and
 * https://github.com/flannel-io/cni-plugin/blob/main/scripts/package.sh
 */
function contributePrograms(
  into: Contribution,
  pool: HostPool,
  spec: FlannelSpec,
): { readonly flanneld: string; readonly artifacts: string } {
  const { release, plugin } = flannelRelease(spec.release);
  const { architecture } = pool.artifacts;
  const flanneld = posix.join(pool.os.facts.binaries, 'flanneld');
  const { unit: artifacts } = contributeArtifact(into, pool, {
    name: 'flannel',
    version: release,
    url: `https://github.com/flannel-io/flannel/releases/download/v${release}/flannel-v${release}-linux-${architecture}.tar.gz`,
    files: [{ from: 'flanneld', to: flanneld, mode: '0755' }],
  });
  contributeArtifact(into, pool, {
    name: 'flannel-cni-plugin',
    version: plugin,
    url: `https://github.com/flannel-io/cni-plugin/releases/download/v${plugin}/cni-plugin-flannel-linux-${architecture}-v${plugin}.tgz`,
    files: [{ from: `flannel-${architecture}`, to: '/opt/cni/bin/flannel', mode: '0755' }],
  });
  if (pool.os.facts.packages === 'apt') {
    // The program by which it writes its rules; other systems bring both.
    const name = spec.nftables ? 'nftables' : 'iptables';
    contributePackage(into, pool.place, { name, source: { kind: 'apt', hold: false } });
  }
  return { flanneld, artifacts };
}

/** Flags by their variables: https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/configuration.md */
function environment(pool: HostPool, { datastore }: FlannelSpec, store: LeaseStore): Readonly<Record<string, string>> {
  const { certificate, key, authority } = flannelPaths.client;
  return {
    FLANNELD_ETCD_ENDPOINTS: store.urls.join(','),
    FLANNELD_ETCD_PREFIX: datastore.kind === 'etcd' ? datastore.prefix : '',
    FLANNELD_ETCD_CAFILE: authority,
    FLANNELD_ETCD_CERTFILE: certificate,
    FLANNELD_ETCD_KEYFILE: key,
    // Otherwise it takes the link of the default route, which may be another one.
    FLANNELD_IFACE: pool.interfaceName,
    FLANNELD_IP_MASQ: 'true',
    FLANNELD_SUBNET_FILE: flannelPaths.subnets,
    FLANNELD_HEALTHZ_IP: '127.0.0.1',
    FLANNELD_HEALTHZ_PORT: String(healthPort),
  };
}
