import { Size } from 'cdk8s';
import { Deployment, Cpu } from 'cdk8s-plus-27';
import { Secret, text } from '../../../../lib/core';
import { Workload } from '../../../../lib/constructs/base';
import {
  allowedDisruptions,
  claimName,
  configDigest,
  containerSecurityContext,
  envVars,
  fileKey,
  Health,
  PodField,
  podSecurityContext,
  podVolumes,
  resourceProblems,
  resourceRequirements,
  secretsOf,
  topologySpread,
  Volume,
  volumeMounts,
  volumeName,
  type DisruptionBudget,
  type SpreadProps,
} from '../../../../lib/constructs/kubernetes';
import { Image, Microservice } from '../../../../lib/constructs/services';
import { manifest, synthesized, world } from '../world';

const service = {
  image: Image.tag('registry.example.com/cart', 'v1'),
  ports: { http: 80 },
  health: Health.tcp('http'),
};

describe('variables', () => {
  test('are written as they are declared; outputs by what they are worth to the consumer', () => {
    const { shop } = world();
    const cart = new Microservice(shop, 'cart', { ...service, ports: { http: { service: 80, container: 8080 } } });
    const other = new Microservice(shop, 'other', service);
    const stripe = Secret.existing('stripe').key('token');
    const env = {
      HOST: cart.ports.http.host,
      PORT: cart.ports.http.port,
      URL: text`${cart.ports.http.url('http')}/a`,
      TOKEN: stripe,
      IP: PodField.podIp,
      LEFT_OUT: undefined,
      ZERO: 0,
      OFF: false,
    };

    expect(envVars(env, other)).toEqual([
      { name: 'HOST', value: 'cart' },
      { name: 'PORT', value: '80' },
      { name: 'URL', value: 'http://cart:80/a' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'stripe', key: 'token' } } },
      { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'ZERO', value: '0' },
      { name: 'OFF', value: 'false' },
    ]);
    expect(secretsOf([...Object.values(env), stripe])).toEqual([stripe.secret]);
  });
});

describe('files', () => {
  test.each([
    ['/etc/app/app.yaml', 'etc_app_app.yaml'],
    ['/a', 'a'],
    ['/etc/my app/ä', 'etc_my-app_-'],
  ])('%s has the key %s', (path, key) => {
    expect(fileKey(path)).toBe(key);
  });

  test('a digest only where there is content', () => {
    expect(configDigest({})).toEqual({});
    expect(Object.keys(configDigest({ a: 'b' }))).toEqual(['plinth.dev/config-digest']);
  });
});

describe('volumes', () => {
  test.each([
    ['/data', 'data'],
    ['/var/lib/App', 'var-lib-app'],
    ['/', 'root'],
    [`/${'x'.repeat(80)}`, 'x'.repeat(63)],
  ])('the volume at %s is called %s', (path, name) => {
    expect(volumeName(path)).toBe(name);
  });

  test('every kind of volume', () => {
    const mounts = {
      writable: ['/tmp'],
      volumes: {
        '/cache': Volume.empty({ sizeLimit: Size.gibibytes(1), inMemory: true }),
        '/shared': Volume.claim('shared', { readOnly: true }),
        '/data': Volume.persistent(Size.gibibytes(10), { class: 'fast' }),
        '/etc/tls': Volume.secret(Secret.existing('tls')),
      },
    };

    expect(podVolumes('cart', mounts)).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } },
      { name: 'cache', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      { name: 'shared', persistentVolumeClaim: { claimName: 'shared', readOnly: true } },
      { name: 'data', persistentVolumeClaim: { claimName: claimName('cart', '/data') } },
      { name: 'etc-tls', secret: { secretName: 'tls' } },
    ]);
    expect(volumeMounts(mounts)).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'cache', mountPath: '/cache' },
      { name: 'shared', mountPath: '/shared', readOnly: true },
      { name: 'data', mountPath: '/data' },
      { name: 'etc-tls', mountPath: '/etc/tls', readOnly: true },
    ]);
  });

  test('a persistent volume is a claim', () => {
    const { environment, shop } = world({ tier: 'staging' });
    const volumes = { '/data': Volume.persistent(Size.gibibytes(10), { access: 'ReadWriteMany' }) };
    new Microservice(shop, 'cart', { ...service, volumes });

    expect(manifest(environment, 'PersistentVolumeClaim', 'cart-data')).toMatchInlineSnapshot(`
      "apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: cart-data
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        accessModes:
          - ReadWriteMany
        resources:
          requests:
            storage: 10Gi
      "
    `);
  });
});

describe('security', () => {
  test('is what the level "restricted" asks for', () => {
    expect(podSecurityContext()).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containerSecurityContext()).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('each default can be switched off by itself', () => {
    expect(podSecurityContext({ user: 1000 })).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
    expect(podSecurityContext({ user: 1000, group: 0 })).toMatchObject({ runAsUser: 1000, runAsGroup: 0, fsGroup: 0 });
    expect(podSecurityContext({ runAsNonRoot: false, seccomp: 'Unconfined' })).toEqual({
      runAsNonRoot: false,
      seccompProfile: { type: 'Unconfined' },
    });
    expect(containerSecurityContext({ addCapabilities: ['NET_BIND_SERVICE'] })).toMatchObject({
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    });
  });
});

describe('resources', () => {
  test.each([
    [undefined, { limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } }],
    [
      { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
      { limits: { memory: '1Gi' }, requests: { cpu: '250m', memory: '1Gi' } },
    ],
    [
      { cpuLimit: '1', memoryLimit: Size.mebibytes(256), ephemeralStorage: Size.gibibytes(2) },
      {
        limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '2Gi' },
        requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '2Gi' },
      },
    ],
  ])('%#', (resources, expected) => {
    expect(resourceRequirements(resources)).toEqual(expected);
  });
});

describe('resources-invalid', () => {
  test.each([[{ cpu: '500m', cpuLimit: '0.25' }], [{ memory: Size.gibibytes(1), memoryLimit: Size.mebibytes(512) }]])(
    '%#',
    (resources) => {
      expect(resourceProblems(resources)).toMatchSnapshot();
    },
  );

  test('a limit that is the same, and an amount that is none', () => {
    expect(resourceProblems({ cpu: '500m', cpuLimit: '0.5' })).toEqual([]);
    expect(resourceProblems({ cpu: 'half' })).toEqual([]);
  });
});

describe('spread', () => {
  const over = (spread: SpreadProps, zones?: readonly string[]): readonly string[] => {
    const { environment } = world({ cluster: zones ? { nodes: { count: 3, zones } } : {} });
    const constraints = topologySpread({ app: 'a' }, spread, environment.cluster.facts);
    return constraints.map((one) => `${one['topologyKey'] as string} ${one['whenUnsatisfiable'] as string}`);
  };
  const [hosts, zones] = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];

  test.each<[string, SpreadProps, readonly string[] | undefined, readonly string[]]>([
    ['unknown zones', {}, undefined, [`${hosts} ScheduleAnyway`, `${zones} ScheduleAnyway`]],
    ['one zone', {}, ['a'], [`${hosts} ScheduleAnyway`]],
    ['two zones', {}, ['a', 'b'], [`${hosts} ScheduleAnyway`, `${zones} ScheduleAnyway`]],
    ['required', { hosts: 'require', zones: 'require' }, ['a'], [`${hosts} DoNotSchedule`, `${zones} DoNotSchedule`]],
    ['none', { hosts: 'none', zones: 'none' }, ['a', 'b'], []],
  ])('%s', (_, spread, known, expected) => {
    expect(over(spread, known)).toEqual(expected);
  });
});

describe('how many pods may be away at once', () => {
  test.each<[DisruptionBudget | undefined, number, number]>([
    [undefined, 3, 1],
    [undefined, 1, 1],
    ['none', 3, 3],
    [{ maxUnavailable: 2 }, 3, 2],
    [{ maxUnavailable: 5 }, 3, 3],
    [{ maxUnavailable: '30%' }, 3, 1],
    [{ minAvailable: 2 }, 3, 1],
    [{ minAvailable: '50%' }, 3, 1],
    [{ minAvailable: '100%' }, 3, 0],
  ])('%j of %i: %i', (budget, replicas, allowed) => {
    expect(allowedDisruptions(budget, replicas)).toBe(allowed);
  });
});

describe('a construct that is not ours', () => {
  test('is let in by a wrapper, by itself, or by a value that it uses', () => {
    const { environment, shop } = world();
    const cart = new Microservice(shop, 'cart', service);
    const container = { image: 'redis', portNumber: 6379 };
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Deployment(shop, id, { containers: [container] }));
    if (!a || !b || !c) throw new Error('three were made');

    cart.ports.http.allowFrom(Workload.of(a), b);
    expect(cart.ports.http.address.usedBy(c)).toBe('cart:80');
    expect(synthesized(environment).assembly.edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'shop/plinth/component/a shop/plinth/component/cart',
      'shop/plinth/component/b shop/plinth/component/cart',
      'shop/plinth/component/c shop/plinth/component/cart',
    ]);
  });
});
