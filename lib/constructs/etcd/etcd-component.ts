import type { ComponentSpec, HostAction } from '../../assembly';
import { placesOf } from '../hosts';
import { askMember } from './ask-member';
import type { EtcdSettings } from './etcd-settings';

const [service, path] = ['etcd.service', 'etcd.path'] as const;

/** The cluster as a component: no more than a minority of its members is ever worked on, and its data outlives it. */
export function etcdComponent({ hosts }: EtcdSettings, etcdctl: string): ComponentSpec {
  const command = askMember(etcdctl, ['endpoint', 'health']);
  const deliver: readonly HostAction[] = [{ kind: 'deliver' }, { kind: 'daemon-reload' }];
  return {
    type: 'host-service',
    ports: [],
    readiness: { kind: 'command', command, timeoutSeconds: 300 },
    disruption: { kind: 'quorum', members: hosts.length },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'retain' },
    hosts: {
      on: placesOf(hosts),
      procedures: {
        // No member is ready before most of them run: to wait for the first would be to wait for ever.
        install: [...deliver, { kind: 'enable', unit: path }, { kind: 'start', unit: path }],
        reconfigure: [...deliver, { kind: 'restart', unit: service }],
        upgrade: [...deliver, { kind: 'restart', unit: service }],
        remove: [
          { kind: 'disable', unit: path },
          { kind: 'stop', unit: path },
          { kind: 'stop', unit: service },
        ],
        atOnce: 1,
        installAtOnce: 'all',
      },
    },
  };
}
