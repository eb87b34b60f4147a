import { ArtifactMirror, contributeArtifact } from '../../../lib/constructs/hosts';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { poolIn } from './layer';

const fetching =
  (digests: Readonly<Record<string, string>>): Program =>
  (app) =>
    poolIn(app, (into, pool) => contributeArtifact(into, pool, { name: 'etcd', version: '3.6.14' }), {
      artifactMirror: ArtifactMirror.upstream({ digests }),
    });

everyCode(
  'constructs/hosts',
  {
    'artifact-without-digest': { fault: fetching({}), neighbour: fetching({ 'etcd 3.6.14': '0'.repeat(64) }) },
  },
  synthesizing,
);
