import { upstream } from '../../tools/upstream';
import { requireManifests, runForLines } from './run';

type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What the Pod Security admission says to one pod or pod template. */
export interface PodSecurityVerdict {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** The level that the namespace enforces; `privileged` also where the manifests do not declare the namespace. */
  readonly level: PodSecurityLevel;
  /** `latest` or `v1.36` */
  readonly version: string;
  readonly allowed: boolean;
  /** Which checks refuse, separated by commas; empty when none does. */
  readonly reason: string;
  /** The same with containers and fields. */
  readonly detail: string;
}

/** Judges every pod and pod template in every *.yaml file under a folder as an API server of a minor would. */
export async function podSecurity(folder: string, minor: string): Promise<readonly PodSecurityVerdict[]> {
  requireManifests(folder);
  return runForLines(await upstream('pod-security'), ['-minor', `v${minor}`, folder]);
}
