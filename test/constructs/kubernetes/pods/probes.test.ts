import { Duration } from 'cdk8s';
import { Health, probes, type HealthOptions } from '../../../../lib/constructs/kubernetes';

const ports = { grpc: 7070, http: { service: 80, container: 8080 } };
const timing = (options: HealthOptions): unknown =>
  Object.fromEntries(
    Object.entries(probes(Health.tcp('http', options), ports)).map(([name, probe]) => {
      const { initialDelaySeconds, timeoutSeconds, periodSeconds, failureThreshold } = probe as Record<string, unknown>;
      return [name, [initialDelaySeconds ?? 0, timeoutSeconds, periodSeconds, failureThreshold].join(' ')];
    }),
  );

describe('what is asked', () => {
  test('by HTTP, with a header of one probe', () => {
    const health = Health.http('http', '/healthz', {
      scheme: 'https',
      headers: { Host: 'cart' },
      readiness: { path: '/ready', headers: { Cookie: 'a=b' } },
    });

    expect(probes(health, ports)).toMatchObject({
      startupProbe: { httpGet: { path: '/healthz', port: 'http', scheme: 'HTTPS' } },
      livenessProbe: { httpGet: { path: '/healthz', httpHeaders: [{ name: 'Host', value: 'cart' }] } },
      readinessProbe: {
        httpGet: {
          path: '/ready',
          httpHeaders: [
            { name: 'Host', value: 'cart' },
            { name: 'Cookie', value: 'a=b' },
          ],
        },
      },
    });
  });

  test.each([
    [Health.grpc('grpc'), { grpc: { port: 7070 } }],
    [Health.grpc('http', { service: 'cart' }), { grpc: { port: 8080, service: 'cart' } }],
    [Health.tcp('http'), { tcpSocket: { port: 'http' } }],
    [Health.exec(['redis-cli', 'ping']), { exec: { command: ['redis-cli', 'ping'] } }],
  ])('%#', (health, action) => {
    expect(probes(health, ports)['readinessProbe']).toMatchObject(action);
  });

  test('nothing, for a reason', () => {
    expect(probes(Health.none('It cannot be asked.'), ports)).toEqual({});
    expect(probes(undefined, ports)).toEqual({});
  });
});

describe('when it is asked: delay, timeout, period, failures', () => {
  test.each<[string, HealthOptions, unknown]>([
    [
      'by default a start may take two minutes, and a pod leaves its service before it is killed',
      {},
      { startupProbe: '0 1 5 24', readinessProbe: '0 1 10 3', livenessProbe: '0 1 10 6' },
    ],
    [
      'what is said at the top holds for readiness and liveness',
      {
        initialDelay: Duration.seconds(20),
        period: Duration.seconds(15),
        timeout: Duration.seconds(3),
        failureThreshold: 2,
      },
      { startupProbe: '0 3 5 24', readinessProbe: '20 3 15 2', livenessProbe: '20 3 15 2' },
    ],
    [
      'each probe may differ',
      { period: Duration.seconds(5), liveness: { period: Duration.seconds(10) }, readiness: { failureThreshold: 1 } },
      { startupProbe: '0 1 5 24', readinessProbe: '0 1 5 1', livenessProbe: '0 1 10 6' },
    ],
    [
      'a start that does not come out even gets one more try',
      { startup: Duration.seconds(31), startupPeriod: Duration.seconds(10) },
      { startupProbe: '0 1 10 4', readinessProbe: '0 1 10 3', livenessProbe: '0 1 10 6' },
    ],
    ['without startup', { startup: false }, { readinessProbe: '0 1 10 3', livenessProbe: '0 1 10 6' }],
    ['without liveness', { liveness: false }, { startupProbe: '0 1 5 24', readinessProbe: '0 1 10 3' }],
  ])('%s', (_, options, expected) => {
    expect(timing(options)).toEqual(expected);
  });
});
