import { ArtifactMirror, contributeArtifact, OperatingSystem, SystemUpdates } from '../../../lib/constructs/hosts';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { poolIn } from './layer';

const fetching =
  (digests: Readonly<Record<string, string>>): Program =>
  (app) =>
    poolIn(app, (into, pool) => contributeArtifact(into, pool, { name: 'etcd', version: '3.6.14' }), {
      artifactMirror: ArtifactMirror.upstream({ digests }),
    });
/** Three hosts by count, with other properties, as a program without types could declare them. */
const counted =
  (props: object): Program =>
  (app) =>
    poolIn(app, () => undefined, {
      ...{ names: undefined, count: 3, firstAddress: '10.20.0.11' },
      ...props,
    });
const fedora = OperatingSystem.fedoraCoreOs({ stream: 'stable' });

everyCode(
  'constructs/hosts',
  {
    'artifact-without-digest': { fault: fetching({}), neighbour: fetching({ 'etcd 3.6.14': '0'.repeat(64) }) },
    'host-name-invalid': {
      fault: counted({ count: undefined, names: { Control_1: '10.20.0.11' } }),
      neighbour: counted({ count: undefined, names: { 'control-1': '10.20.0.11' } }),
    },
    'host-pool-invalid': { fault: counted({ count: -1 }), neighbour: counted({ count: 1 }) },
    'host-retired': {
      fault: counted({ count: undefined, names: { a: '10.20.0.11' }, retired: ['a'] }),
      neighbour: counted({ count: undefined, names: { b: '10.20.0.12' }, retired: ['a'] }),
    },
    'system-ended': {
      fault: () => OperatingSystem.coreOsContainerLinux(),
      neighbour: counted({ os: OperatingSystem.flatcar({ channel: 'stable' }) }),
    },
    'updates-unsupported': {
      fault: counted({ os: fedora, updates: SystemUpdates.withoutRestart() }),
      neighbour: counted({ os: fedora, updates: SystemUpdates.off() }),
    },
  },
  synthesizing,
);
