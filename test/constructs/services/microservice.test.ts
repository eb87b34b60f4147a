import { Duration, JsonPatch, Size } from 'cdk8s';
import { resourcesOf } from '../../../lib/assembly';
import { Secret, text } from '../../../lib/core';
import { Environment, Stack } from '../../../lib/constructs/base';
import { Health, PodField, Volume } from '../../../lib/constructs/kubernetes';
import { Expose, Image, Job, Microservice, Release, Scale } from '../../../lib/constructs/services';
import { manifest, manifestsOf, objectsOf, synthesized, world } from '../kubernetes/world';
import { changedLines } from './changed-lines';

const image = Image.digest('registry.example.com/cart', `sha256:${'a'.repeat(64)}`);
const cart = { image, ports: { grpc: 7070 }, health: Health.grpc('grpc') } as const;

describe('renders', () => {
  test('a service with every default', () => {
    const { environment, shop } = world();
    new Microservice(shop, 'cart', cart);

    expect(manifestsOf(environment, 'shop/cart')).toMatchSnapshot();
  });

  test('one pod outside of production, which may be drained', () => {
    const { environment, shop } = world({ tier: 'staging' });
    new Microservice(shop, 'cart', cart);

    expect(manifest(environment, 'Deployment', 'cart')).toContain('replicas: 1\n');
    expect(objectsOf(environment, 'shop/cart')).toEqual(['Deployment cart', 'Service cart', 'ServiceAccount cart']);
  });

  test('a worker without a service, and without a wait before it stops', () => {
    const { environment, shop } = world();
    new Microservice(shop, 'mailer', { image });

    expect(objectsOf(environment, 'shop/mailer')).toEqual([
      'Deployment mailer',
      'ServiceAccount mailer',
      'PodDisruptionBudget mailer',
    ]);
    expect(manifest(environment, 'Deployment', 'mailer')).not.toMatch(/Probe|preStop|ports/);
  });

  test('everything that an author can ask for', () => {
    const { environment, shop } = world({
      cluster: { monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } } },
      stack: { imagePullSecrets: [Secret.existing('registry')] },
    });
    const tls = Secret.existing('shop-tls');
    const stripe = Secret.existing('stripe');
    new Microservice(shop, 'cart', {
      image,
      command: ['/bin/cart'],
      args: ['--port', '8080'],
      ports: { http: { service: 80, container: 8080, appProtocol: 'http' }, metrics: 9090 },
      health: Health.http('http', '/healthz', {
        startup: Duration.minutes(10),
        readiness: { path: '/ready' },
        liveness: { headers: { Cookie: 'probe=1' } },
      }),
      resources: { cpu: '250m', memory: Size.mebibytes(256), cpuLimit: '1', memoryLimit: Size.gibibytes(1) },
      scale: Scale.between(3, 10).onCpu(70).onMemory(85),
      env: { PORT: 8080, DEBUG: false, TOKEN: stripe.key('token'), POD: PodField.podName, UNSET: undefined },
      files: { '/etc/cart/cart.yaml': 'colour: blue\n', '/etc/cart/token': stripe.key('token') },
      volumes: { '/var/cache/cart': Volume.empty({ inMemory: true }), '/etc/tls': Volume.secret(tls) },
      writable: ['/tmp'],
      security: { user: 1000, readOnlyRootFilesystem: false, addCapabilities: ['NET_BIND_SERVICE'] },
      serviceAccountToken: true,
      disruptionBudget: { minAvailable: '50%' },
      spread: { hosts: 'require', zones: 'none' },
      gracePeriod: Duration.seconds(60),
      drain: Duration.seconds(10),
      expose: Expose.https('shop.example.com', { path: '/cart', certificate: tls, port: 'http' }),
      metrics: 'metrics',
    });

    expect(manifestsOf(environment, 'shop/cart')).toMatchSnapshot();
    expect(resourcesOf(synthesized(environment).assembly, 'secret').map(({ spec }) => spec.name)).toEqual([
      'registry',
      'shop-tls',
      'stripe',
    ]);
  });

  test('an object can be patched, and reviewers see that', () => {
    const { environment, shop } = world();
    const service = new Microservice(shop, 'cart', cart);
    service.deployment.addJsonPatch(JsonPatch.replace('/spec/replicas', 5));

    expect(manifest(environment, 'Deployment', 'cart')).toContain('replicas: 5\n');
    expect(synthesized(environment).assembly.acknowledgements).toHaveLength(1);
  });
});

describe('files', () => {
  const digest = (content: string): string | undefined => {
    const { environment, shop } = world();
    new Microservice(shop, 'cart', { ...cart, files: { '/etc/cart.yaml': content } });
    return /config-digest: (\w+)/.exec(manifest(environment, 'Deployment', 'cart'))?.[1];
  };

  test('changed content replaces the pods; the same content does not', () => {
    expect(digest('a')).toBe(digest('a'));
    expect(digest('a')).not.toBe(digest('b'));
  });

  test('files and variables can be added later, and count the same', () => {
    const { environment, shop } = world();
    const other = new Microservice(shop, 'other', cart);
    new Microservice(shop, 'cart', cart)
      .addFile('/etc/cart.yaml', text`peer: ${other.ports.grpc.address}\n`)
      .addEnv({ PEER: other.ports.grpc.host });

    expect(manifest(environment, 'ConfigMap', 'cart-config')).toContain('etc_cart.yaml: |\n    peer: other:7070\n');
    expect(manifest(environment, 'NetworkPolicy', 'cart')).toContain('app.kubernetes.io/name: other');
  });
});

describe('composes', () => {
  test('what consumes a port is let in, on the port of the container', () => {
    const { environment, shop } = world();
    const email = new Microservice(shop, 'email', {
      ...cart,
      ports: { grpc: { service: 5000, container: 8080 } },
    });
    new Microservice(shop, 'checkout', { image, env: { EMAIL: email.ports.grpc.address } });

    expect(manifest(environment, 'Deployment', 'checkout')).toContain('value: email:5000\n');
    expect(manifest(environment, 'NetworkPolicy', 'email')).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: email
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: email
        ingress:
          - ports:
              - protocol: TCP
                port: 8080
            from:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: checkout
        policyTypes:
          - Ingress
      "
    `);
    expect(synthesized(environment).assembly.edges).toMatchInlineSnapshot(`
      [
        {
          "from": "shop/plinth/component/checkout",
          "kind": "calls",
          "port": {
            "name": "grpc",
            "number": 8080,
            "protocol": "TCP",
          },
          "to": "shop/plinth/component/email",
        },
      ]
    `);
  });

  test('two services may call each other', () => {
    const { environment, shop } = world();
    const a = new Microservice(shop, 'a', cart);
    const b = new Microservice(shop, 'b', { ...cart, env: { A: a.ports.grpc.url('grpc', '/v1') } });
    a.addEnv({ B: b.ports.grpc.address });

    expect(synthesized(environment).findings).toEqual([]);
    expect(manifest(environment, 'Deployment', 'b')).toContain('value: grpc://a:7070/v1\n');
  });

  test('a migration runs before, and is needed', () => {
    const { environment, shop } = world();
    new Microservice(shop, 'cart', { ...cart, before: new Job(shop, 'migrate', { image }) });

    expect(synthesized(environment).assembly.edges).toEqual([
      { kind: 'needs', from: 'shop/plinth/component/cart', to: 'shop/plinth/component/migrate' },
    ]);
  });

  test('another environment uses what is exported, by its full name', () => {
    const { app, environment, shop } = world();
    const port = new Microservice(shop, 'cart', cart).ports.grpc;
    const tenant = new Environment(app, 'staging', {
      cluster: environment.cluster,
      namespaces: { quota: { cpu: '1', memory: Size.gibibytes(1) } },
    });
    new Microservice(new Stack(tenant, 'shop'), 'checkout', { image, env: { CART: environment.export(port).address } });

    expect(synthesized(tenant).findings).toEqual([]);
    expect(manifest(tenant, 'Deployment', 'checkout')).toContain('value: cart.shop.svc:7070\n');
    expect(manifest(tenant, 'NetworkPolicy', 'checkout')).toContain('kubernetes.io/metadata.name: shop\n');
    expect(manifest(environment, 'NetworkPolicy', 'cart')).toContain('kubernetes.io/metadata.name: staging-shop\n');
  });

  test('another environment cannot use what is not exported, nor export it itself', () => {
    const { app, environment, shop } = world();
    const port = new Microservice(shop, 'cart', cart).ports.grpc;
    const tenant = new Environment(app, 'staging', {
      cluster: environment.cluster,
      namespaces: { quota: { cpu: '1', memory: Size.gibibytes(1) } },
    });
    const stack = new Stack(tenant, 'shop');
    new Microservice(stack, 'a', { image, env: { CART: port.address } });
    new Microservice(stack, 'b', { image, env: { CART: tenant.export(port).address } });

    expect(new Set(synthesized(tenant).findings.map(({ code }) => code))).toEqual(
      new Set(['edge-crosses-environments']),
    );
  });
});

describe('blue-green', () => {
  const next = Image.digest('registry.example.com/cart', `sha256:${'b'.repeat(64)}`);
  const shopWith = (release: Release<'blue-green'>): Environment => {
    const { environment, shop } = world();
    new Microservice(shop, 'cart', { ports: cart.ports, health: cart.health, scale: Scale.between(2, 4), release });
    return environment;
  };
  const before = Release.blueGreen({ blue: { image }, live: 'blue' });
  const staged = Release.blueGreen({ blue: { image }, green: { image: next }, live: 'blue' });
  const flipped = Release.blueGreen({ blue: { image }, green: { image: next }, live: 'green' });

  test('both colours run, scale and keep their budget; the service leads to the live one', () => {
    const environment = shopWith(staged);

    expect(objectsOf(environment, 'shop/cart')).toMatchInlineSnapshot(`
      [
        "Deployment cart-blue",
        "Deployment cart-green",
        "HorizontalPodAutoscaler cart-blue",
        "HorizontalPodAutoscaler cart-green",
        "Service cart",
        "Service cart-preview",
        "ServiceAccount cart",
        "PodDisruptionBudget cart-blue",
        "PodDisruptionBudget cart-green",
      ]
    `);
    expect(manifest(environment, 'Service', 'cart')).toContain('plinth.dev/release: blue\n');
    expect(manifest(environment, 'Service', 'cart-preview')).toContain('plinth.dev/release: green\n');
    expect(manifestsOf(environment, 'shop/cart')).toMatchSnapshot();
  });

  test('staging changes nothing that is live', () => {
    expect(changedLines(shopWith(before), shopWith(staged)).changed).toEqual([]);
  });

  test('the flip is two lines', () => {
    expect(changedLines(shopWith(staged), shopWith(flipped))).toMatchInlineSnapshot(`
      {
        "added": [],
        "changed": [
          "shop/core/Service/cart: -plinth.dev/release: blue",
          "shop/core/Service/cart: +plinth.dev/release: green",
          "shop/core/Service/cart-preview: -plinth.dev/release: green",
          "shop/core/Service/cart-preview: +plinth.dev/release: blue",
        ],
      }
    `);
  });
});

describe('types', () => {
  const declare = (): void => {
    const { shop } = world();
    const service = new Microservice(shop, 'cart', cart);
    const worker = new Microservice(shop, 'worker', { image });
    new Microservice(shop, 'probed', { image, ports: { grpc: 7070 }, health: Health.exec(['/bin/ok']) });
    new Microservice(shop, 'unprobed', { image, ports: { grpc: 7070 }, health: Health.none('It cannot be asked.') });
    // @ts-expect-error -- there is no such port
    expect(service.ports.http).toBeUndefined();
    // @ts-expect-error -- a worker has no ports
    expect(worker.ports.grpc).toBeUndefined();
    // @ts-expect-error -- the probe asks a port that is not declared
    new Microservice(shop, 'a', { image, ports: { grpc: 7070 }, health: Health.tcp('http') });
    // @ts-expect-error -- whoever has ports says how one can tell that it is ready
    new Microservice(shop, 'b', { image, ports: { grpc: 7070 } });
    // @ts-expect-error -- there is no image
    new Microservice(shop, 'c', { ports: { grpc: 7070 }, health: Health.tcp('grpc') });
    // @ts-expect-error -- blue and green have images of their own
    new Microservice(shop, 'd', { image, release: Release.blueGreen({ blue: { image }, live: 'blue' }) });
    // @ts-expect-error -- a port that is not declared is exposed
    new Microservice(shop, 'e', { ...cart, expose: Expose.http('a.example.com', { port: 'http' }) });
    // @ts-expect-error -- a default can be switched off, not on
    new Microservice(shop, 'f', { image, security: { readOnlyRootFilesystem: true } });
  };

  test('mistakes that the compiler finds', () => {
    expect(declare).toBeInstanceOf(Function);
  });
});
