import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../base';
import type {
  DisruptionBudget,
  Env,
  Files,
  Health,
  Ports,
  ResourcesProps,
  SecurityProps,
  SpreadProps,
  Volumes,
} from '../kubernetes';
import type { Expose } from './expose';
import type { Image } from './image';
import type { Job } from './job';
import type { Release } from './release';
import type { Scale } from './scale';

/** What is the same for every microservice. */
export interface MicroserviceSettings<P extends string> extends ComponentProps {
  /** The program to run instead of the image's. @default - the image's own */
  readonly command?: readonly string[];
  /** Its arguments. @default - the image's own */
  readonly args?: readonly string[];
  /** @default - 100m CPU, 128Mi memory, which is also the limit of memory, and no limit of CPU */
  readonly resources?: ResourcesProps;
  /** @default - two pods in production, one elsewhere */
  readonly scale?: Scale;
  /** Environment variables. An output among them is an edge. @default - none */
  readonly env?: Env;
  /** Files by absolute path; a change of their content replaces the pods. @default - none */
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
  /** @default - one pod at a time, where there are at least two */
  readonly disruptionBudget?: DisruptionBudget;
  /** @default - over nodes and zones, as far as there is room */
  readonly spread?: SpreadProps;
  /** Jobs that must be complete before it is updated, such as a migration. @default - none */
  readonly before?: Job | readonly Job[];
  /** How long a pod may take to stop, the time that it drains included. @default Duration.seconds(30) */
  readonly gracePeriod?: Duration;
  /**
   * How long a pod goes on serving when it must stop, until everybody knows that it is gone.
   *
   * @default - 5 seconds, or half of a shorter grace period; none for what nobody dials
   */
  readonly drain?: Duration;
  /** How the world reaches it. @default - it does not */
  readonly expose?: Expose<NoInfer<P>>;
  /** The port that the cluster's monitoring scrapes. @default - it does not */
  readonly metrics?: NoInfer<P>;
}

/** A microservice that others dial. */
export interface ServingProps<P extends string> {
  /** Ports by name: `{ grpc: 7070 }`, or `{ http: { service: 80, container: 8080 } }`. */
  readonly ports: Ports<P>;
  /** How one can tell that it has started, is ready and is alive. */
  readonly health: Health<NoInfer<P>>;
}

/** A microservice that nobody dials: a worker, without a service. */
export interface WorkerProps {
  readonly ports?: undefined;
  /** @default - no probes: a container that runs is ready */
  readonly health?: Health;
}

/** A microservice with one version, or two for the time of an update. */
export interface SingleReleaseProps {
  readonly image: Image;
  /** @default - pod by pod, a new one before an old one goes */
  readonly release?: Release<'rolling' | 'recreate'>;
}

/** A microservice with two versions side by side; each has an image of its own. */
export interface BlueGreenReleaseProps {
  readonly image?: undefined;
  readonly release: Release<'blue-green'>;
}

/** `P` are the names of its ports; a name that is not among them does not compile. */
export type MicroserviceProps<P extends string = never> = MicroserviceSettings<P> &
  (ServingProps<P> | WorkerProps) &
  (SingleReleaseProps | BlueGreenReleaseProps);
