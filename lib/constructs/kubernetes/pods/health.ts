import type { Duration } from 'cdk8s';
import { invalidValue, PlinthError } from '../../../core';

/** When one probe asks, and how often it may fail. */
export interface ProbeTiming {
  /** How long after its start a container is asked for the first time. @default - at once */
  readonly initialDelay?: Duration;
  /** @default Duration.seconds(10) */
  readonly period?: Duration;
  /** How long an answer may take. @default Duration.seconds(1) */
  readonly timeout?: Duration;
  /** Failures in a row that count. @default - 3; 6 for liveness, so that a pod is out of its service before it is killed */
  readonly failureThreshold?: number;
}

/** As ProbeTiming, and what one probe may ask for in its own way. */
export interface HttpProbe extends ProbeTiming {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the three probes ask; what is said at the top holds for readiness and liveness. */
export interface HealthOptions<T extends ProbeTiming = ProbeTiming> extends ProbeTiming {
  /**
   * How long a container may take to start. Until then it is asked every five seconds (`startupPeriod`), and neither of the
   * other probes runs: so a delay before they begin is rarely needed. `false` writes no startup probe.
   *
   * @default Duration.minutes(2)
   */
  readonly startup?: Duration | false;
  /** How often a starting container is asked. @default Duration.seconds(5) */
  readonly startupPeriod?: Duration;
  /** What is different for readiness, which puts a pod into its service and out of it. @default - nothing */
  readonly readiness?: T;
  /** What is different for liveness, which restarts a container; `false` never restarts it. @default - nothing */
  readonly liveness?: T | false;
}

export interface HttpHealthOptions extends HealthOptions<HttpProbe> {
  /** Headers of the request. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
}

export interface GrpcHealthOptions extends HealthOptions {
  /** The service that the health protocol is asked about. @default - the server as a whole */
  readonly service?: string;
}

/** What a probe does. */
export type ProbeCheck =
  | {
      readonly kind: 'http';
      readonly path: string;
      readonly scheme: 'http' | 'https';
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'grpc'; readonly service?: string }
  | { readonly kind: 'tcp' }
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * How one can tell that a container has started, is ready and is alive: three probes that ask the same.
 *
 * `P` is the name of the port that is asked; a name that the container does not declare does not compile.
 */
export class Health<P extends string = never> {
  /**
   * Asks by HTTP: Health.http('http', '/healthz').
   *
   * @throws PlinthError `invalid-value` unless the path begins with "/" and times are whole seconds.
   */
  static http<P extends string>(port: P, path: string, options: HttpHealthOptions = {}): Health<P> {
    if (!path.startsWith('/')) {
      throw PlinthError.of(invalidValue, `The path "${path}" of a probe is not absolute.`, `Did you mean "/${path}"?`);
    }
    const { scheme = 'http', headers = {} } = options;
    return new Health<P>(port, { kind: 'http', path, scheme, headers }, options);
  }

  /** Asks by the health protocol of gRPC, which the server must offer. @throws PlinthError as `http` does. */
  static grpc<P extends string>(port: P, options: GrpcHealthOptions = {}): Health<P> {
    const { service } = options;
    return new Health<P>(port, { kind: 'grpc', ...(service !== undefined && { service }) }, options);
  }

  /** Asks whether a port can be connected to, which says little: a server that hangs passes. @throws PlinthError as `http` does. */
  static tcp<P extends string>(port: P, options: HealthOptions = {}): Health<P> {
    return new Health<P>(port, { kind: 'tcp' }, options);
  }

  /** Runs a program in the container and expects that it ends with 0. @throws PlinthError as `http` does. */
  static exec(command: readonly string[], options: HealthOptions = {}): Health {
    return new Health<never>(undefined, { kind: 'exec', command }, options);
  }

  /**
   * No probes: the container is ready when it runs. The reason is shown to reviewers.
   *
   * @throws PlinthError `invalid-value` without a reason.
   */
  static none(reason: string): Health {
    if (reason.trim() === '') {
      const fix = "Say in a sentence why, Health.none('It only reads a queue; nobody waits for it.').";
      throw PlinthError.of(invalidValue, 'Health.none was given no reason.', fix);
    }
    return new Health<never>(undefined, { kind: 'none', reason }, {});
  }

  /** The port that is asked; undefined for programs and for none. */
  readonly port: P | undefined;
  readonly check: ProbeCheck;
  readonly options: HealthOptions<HttpProbe>;

  private constructor(port: P | undefined, check: ProbeCheck, options: HealthOptions<HttpProbe>) {
    this.port = port;
    this.check = check;
    this.options = options;
    for (const [name, timing] of [
      ['health', options],
      ['readiness', options.readiness],
      ['liveness', options.liveness],
    ] as const) {
      if (timing) refuseTiming(name, timing);
    }
    refuseDuration('startup', options.startup === false ? undefined : options.startup, 1);
    refuseDuration('startupPeriod', options.startupPeriod, 1);
    if (options.startup === false && options.startupPeriod) {
      const fix = 'Leave one of them out.';
      throw PlinthError.of(invalidValue, 'startupPeriod stands beside startup: false, and nothing would ask.', fix);
    }
  }
}

function refuseTiming(name: string, timing: ProbeTiming): void {
  refuseDuration(`${name}: initialDelay`, timing.initialDelay, 0);
  refuseDuration(`${name}: period`, timing.period, 1);
  refuseDuration(`${name}: timeout`, timing.timeout, 1);
  const { failureThreshold = 1 } = timing;
  if (Number.isInteger(failureThreshold) && failureThreshold >= 1) return;
  throw PlinthError.of(
    invalidValue,
    `${name}: failureThreshold is ${String(failureThreshold)}.`,
    'Write a whole number from 1.',
  );
}

function refuseDuration(name: string, duration: Duration | undefined, least: number): void {
  const seconds = duration?.toSeconds({ integral: false }) ?? least;
  if (Number.isInteger(seconds) && seconds >= least) return;
  throw PlinthError.of(
    invalidValue,
    `${name} is ${String(seconds)} seconds; probes count whole seconds from ${String(least)}.`,
    'Write a Duration of whole seconds, such as Duration.seconds(5).',
  );
}
