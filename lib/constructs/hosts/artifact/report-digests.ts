import type { Contribution, Known } from '../../../assembly';
import { artifactWithoutDigest } from '../findings';
import type { HostPool } from '../host-pool';

/** Tells which software of a pool nobody knows the digest of, all at once: whoever has one file of digests adds them together. */
export function reportDigests(into: Contribution, pool: HostPool, known: Known): void {
  const lacking = known.resourcesOf('package').filter(({ spec: { on, source } }) => {
    return (
      on.pool === pool.name && (source.kind === 'artifact' || source.kind === 'sysext') && source.sha256 === undefined
    );
  });
  const names = [...new Set(lacking.map(({ spec }) => `${spec.name} ${spec.version ?? ''}`.trim()))].sort();
  if (names.length === 0) return;
  const listed = names.map((name) => `"${name}"`).join(', ');
  into.finding(
    artifactWithoutDigest,
    `The hosts of "${pool.name}" install ${listed} without a digest, and run it as root: whoever controls the mirror, or the way to it, controls the hosts.`,
    `Write artifactMirror: ArtifactMirror.upstream({ digests: { '${names[0] ?? ''}': '<sha256>' } }) with what the project publishes beside each release, or with ArtifactMirror.at(...) what your mirror holds.`,
  );
}
