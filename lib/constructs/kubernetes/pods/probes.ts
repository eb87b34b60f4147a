import { Duration } from 'cdk8s';
import type { JsonObject } from '../../../core';
import type { Health, HttpProbe, ProbeTiming } from './health';
import type { Ports } from './ports';

const period = Duration.seconds(10);
const startup = { within: Duration.minutes(2), period: Duration.seconds(5) };

/** The probes of a container: startupProbe, readinessProbe and livenessProbe, as far as there are any. */
export function probes(health: Health<string> | undefined, ports: Ports): JsonObject {
  if (!health || health.check.kind === 'none') return {};
  const { options } = health;
  const { readiness, liveness, initialDelay, period: often, timeout, failureThreshold } = options;
  const common: ProbeTiming = {
    ...(initialDelay && { initialDelay }),
    ...(often && { period: often }),
    ...(timeout && { timeout }),
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
  return {
    ...(liveness !== false && { livenessProbe: probe(health, ports, { failureThreshold: 6, ...common, ...liveness }) }),
    readinessProbe: probe(health, ports, { ...common, ...readiness }),
    ...(options.startup !== false && { startupProbe: probe(health, ports, starting(health)) }),
  };
}

/** Asks often and gives up late: how often it may fail follows from how long a start may take. */
function starting({ options }: Health<string>): HttpProbe {
  const { startupPeriod = startup.period, timeout } = options;
  const within = options.startup === false ? undefined : options.startup;
  const attempts = Math.ceil((within ?? startup.within).toSeconds() / startupPeriod.toSeconds());
  return { period: startupPeriod, failureThreshold: attempts, ...(timeout && { timeout }) };
}

function probe(health: Health<string>, ports: Ports, timing: HttpProbe): JsonObject {
  const { initialDelay, timeout, failureThreshold = 3 } = timing;
  return {
    ...action(health, ports, timing),
    ...(initialDelay && { initialDelaySeconds: initialDelay.toSeconds() }),
    timeoutSeconds: timeout?.toSeconds() ?? 1,
    periodSeconds: (timing.period ?? period).toSeconds(),
    failureThreshold,
  };
}

function action({ check, port }: Health<string>, ports: Ports, own: HttpProbe): JsonObject {
  switch (check.kind) {
    case 'http': {
      const headers = Object.entries({ ...check.headers, ...own.headers });
      return {
        httpGet: {
          path: own.path ?? check.path,
          port: port ?? '',
          ...(check.scheme === 'https' && { scheme: 'HTTPS' }),
          ...(headers.length > 0 && { httpHeaders: headers.map(([name, value]) => ({ name, value })) }),
        },
      };
    }
    case 'grpc': {
      // Unlike the others, this probe takes no name of a port.
      const { service } = check;
      return { grpc: { port: containerPort(ports, port), ...(service !== undefined && { service }) } };
    }
    case 'tcp':
      return { tcpSocket: { port: port ?? '' } };
    case 'exec':
      return { exec: { command: [...check.command] } };
    case 'none':
      return {};
  }
}

function containerPort(ports: Ports, name = ''): number {
  const port = ports[name];
  return typeof port === 'number' ? port : (port?.container ?? 0);
}
