import { posix } from 'node:path';
import { hostStack, plinthId, type Contribution } from '../../../assembly';
import { contributeFile, contributeUnit, type Host } from '../../hosts';
import type { FlanneldProps } from './contribute-flanneld';
import { configUnit, waitingPathUnit } from './flanneld-unit';
import { netConf } from './net-conf';
import { flannelPaths } from './paths';

const unit = 'flannel-config.service';
const restart = { kind: 'restart', unit } as const;

/**
 * Puts flannel's configuration into etcd, from the first host of etcd alone: of several writers one that is late would bring
 * back what was before. Once there it stays, also without that host.
 */
export function contributeConfig(into: Contribution, props: FlanneldProps): void {
  const { spec, store } = props;
  const [host] = store.props.hosts.hosts;
  if (!host || spec.datastore.kind !== 'etcd') return;
  const { pool, place: on } = host;
  const { certificate, key, authority } = flannelPaths.writer;
  const etcdctl = posix.join(pool.os.facts.binaries, 'etcdctl');
  const tls = [`--cacert=${authority}`, `--cert=${certificate}`, `--key=${key}`];
  const command = [etcdctl, `--endpoints=${store.urls.join(',')}`, ...tls, 'put', `${spec.datastore.prefix}/config`];

  contributeFile(into, on, {
    path: flannelPaths.config,
    body: { format: 'json', value: netConf(spec) },
    effect: restart,
  });
  contributeUnit(into, on, { name: unit, body: configUnit(command), state: 'static' });
  contributeUnit(into, on, { name: 'flannel-config.path', body: waitingPathUnit(unit, certificate) });
  store.clientCertificate(into, on, {
    name: 'flannel-config-etcd-client',
    files: flannelPaths.writer,
    effect: restart,
  });
  contributeComponent(into, props, host);
}

/** etcd, then the configuration, then flannel on all hosts. */
function contributeComponent(into: Contribution, { name, store }: FlanneldProps, { place }: Host): void {
  const path = 'flannel-config.path';
  const apply = [{ kind: 'deliver' }, { kind: 'daemon-reload' }, { kind: 'restart', unit }] as const;
  const config = into.part(`${name}-config`, {
    type: 'host-service',
    ports: [],
    readiness: { kind: 'units', units: [unit] },
    disruption: { kind: 'single' },
    procedures: { install: 'apply', update: 'apply', remove: 'retain' },
    hosts: {
      on: [place],
      procedures: {
        install: [
          { kind: 'deliver' },
          { kind: 'daemon-reload' },
          { kind: 'enable', unit: path },
          { kind: 'start', unit: path },
        ],
        reconfigure: apply,
        upgrade: apply,
        remove: [
          { kind: 'disable', unit: path },
          { kind: 'stop', unit: path },
          { kind: 'stop', unit },
        ],
        atOnce: 1,
      },
    },
  });
  into.edge({ kind: 'needs', from: config, to: store.component });
  into.edge({ kind: 'needs', from: plinthId(hostStack, 'component', name), to: config });
}
