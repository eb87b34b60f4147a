import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../base';
import type { Env, Files, ResourcesProps, SecurityProps, Volumes } from '../kubernetes';
import type { Image } from './image';

/** What is the same for every program that runs to its end. */
export interface JobSettings extends ComponentProps {
  readonly image: Image;
  /** The program to run instead of the image's. @default - the image's own */
  readonly command?: readonly string[];
  /** Its arguments. @default - the image's own */
  readonly args?: readonly string[];
  /** @default - 100m CPU, 128Mi memory, which is also the limit of memory, and no limit of CPU */
  readonly resources?: ResourcesProps;
  /** Environment variables. An output among them is an edge. @default - none */
  readonly env?: Env;
  /** Files by absolute path. @default - none */
  readonly files?: Files;
  /** Volumes by absolute path. @default - none */
  readonly volumes?: Volumes;
  /** Paths where it writes: each becomes an empty directory of 128Mi at most. @default - none, and the image is read-only */
  readonly writable?: readonly string[];
  /** Where it is less confined than "restricted". @default - nowhere */
  readonly security?: SecurityProps;
  /**
   * Whether processes get a token for the API server.
   *
   * In an isolated namespace they also need a way to it: an ExternalService with its addresses.
   *
   * @default false
   */
  readonly serviceAccountToken?: true;
  /** How often it is tried again after a failure. @default 3 */
  readonly retries?: number;
  /** How long it may take with all its tries. @default - as long as it takes */
  readonly deadline?: Duration;
}

export interface JobProps extends JobSettings {
  /**
   * How long after its end the Job is deleted.
   *
   * Whoever applies the manifests again afterwards, by hand or by GitOps, runs it again.
   *
   * @default - never, so that applying again runs nothing
   */
  readonly deleteAfter?: Duration;
}
