import { Duration, Size } from 'cdk8s';
import type { Synthesized } from '../../../lib/assembly';
import { settle } from '../../../lib/checks';
import type { Stack } from '../../../lib/constructs/base';
import { Health, Volume, type Ports } from '../../../lib/constructs/kubernetes';
import {
  Expose,
  Image,
  Microservice,
  Release,
  Scale,
  type MicroserviceSettings,
} from '../../../lib/constructs/services';
import { findings, synthesized, world, type WorldProps } from '../kubernetes/world';

const image = Image.tag('registry.example.com/cart', 'v1');

type Settings = MicroserviceSettings<'http'> & {
  ports?: Ports;
  health?: Health<string>;
  release?: Release;
  image?: Image | undefined;
};

/** Declares a microservice without what its types would refuse, as a program without types could. */
function service(shop: Stack, id: string, settings: Settings = {}): void {
  new Microservice(shop, id, { image, ports: { http: 8080 }, health: Health.tcp('http'), ...settings } as never);
}

function found(settings: Settings, props: WorldProps = {}): string {
  const { environment, shop } = world(props);
  service(shop, 'cart', settings);
  return findings(environment).join('\n\n');
}

describe('env-name-invalid', () => {
  test('a name with a dash', () => {
    expect(found({ env: { 'LOG-LEVEL': 'info' } })).toMatchInlineSnapshot(`
      "error env-name-invalid
      at production/shop/cart
      why The environment variable "LOG-LEVEL" may hold only letters, digits and "_", not beginning with a digit.
      fix Did you mean "LOG_LEVEL"?"
    `);
  });

  test('a name that begins with a digit', () => {
    expect(found({ env: { '2FA': true } })).toMatchInlineSnapshot(`
      "error env-name-invalid
      at production/shop/cart
      why The environment variable "2FA" may hold only letters, digits and "_", not beginning with a digit.
      fix Did you mean "_2FA"?"
    `);
  });

  test('a name that programs can read', () => {
    expect(found({ env: { LOG_LEVEL: 'info', _2FA: true } })).toBe('');
  });
});

describe('mount-path-invalid', () => {
  test('a path that is not absolute', () => {
    expect(found({ writable: ['tmp'] })).toMatchInlineSnapshot(`
      "error mount-path-invalid
      at production/shop/cart
      why writable has the path "tmp".
      fix Did you mean "/tmp"?"
    `);
  });

  test('a path that climbs', () => {
    expect(found({ files: { '/etc/../passwd': 'x' } })).toMatchInlineSnapshot(`
      "error mount-path-invalid
      at production/shop/cart
      why files has the path "/etc/../passwd".
      fix Did you mean "/etc/passwd"?"
    `);
  });

  test('the root', () => {
    expect(found({ volumes: { '/': Volume.empty() } })).toMatchInlineSnapshot(`
      "error mount-path-invalid
      at production/shop/cart
      why volumes has the path "/".
      fix Name a directory or file below "/"."
    `);
  });

  test('absolute paths', () => {
    expect(found({ writable: ['/tmp'], files: { '/etc/passwd': 'x' }, volumes: { '/a/b': Volume.empty() } })).toBe('');
  });
});

describe('mount-path-taken', () => {
  test('a writable path that is a volume', () => {
    expect(found({ writable: ['/tmp'], volumes: { '/tmp': Volume.empty() } })).toMatchInlineSnapshot(`
      "error mount-path-taken
      at production/shop/cart
      why "/tmp" in writable and "/tmp" in volumes are mounted at the same path, or get the same name.
      fix Remove one of them, or choose another path."
    `);
  });

  test('two files that get the same key', () => {
    expect(found({ files: { '/etc/a/b': 'x', '/etc/a_b': 'y' } })).toMatchInlineSnapshot(`
      "error mount-path-taken
      at production/shop/cart
      why "/etc/a/b" in files and "/etc/a_b" in files are mounted at the same path, or get the same name.
      fix Remove one of them, or choose another path."
    `);
  });

  test('a file inside a writable path', () => {
    expect(found({ writable: ['/tmp'], files: { '/tmp/seed': 'x' } })).toBe('');
  });
});

describe('files-too-large', () => {
  test('more than a ConfigMap holds', () => {
    expect(found({ files: { '/a': 'x'.repeat(1024 * 1024), '/b': 'y' } })).toMatchInlineSnapshot(`
      "error files-too-large
      at production/shop/cart
      why The files have 1048577 bytes together; a ConfigMap holds 1048576. The largest is "a" with 1048576.
      fix Put large files into the image, or into a volume."
    `);
  });

  test('as much as a ConfigMap holds', () => {
    expect(found({ files: { '/a': 'x'.repeat(1024 * 1024) } })).toBe('');
  });
});

describe('port-invalid', () => {
  test('a name that is too long, a number that is none, and a number twice', () => {
    const ports = { http: 8080, 'administration-port': 8081, zero: 0, again: 8080 };

    expect(found({ ports })).toMatchInlineSnapshot(`
      "error list-key-duplicate
      at production/shop/cart
      why Deployment "cart": spec.template.spec.containers[0].ports[3] has the same containerPort 8080, protocol "TCP" as spec.template.spec.containers[0].ports[0].
      fix Kubernetes merges such items into one: rename or remove one of them.

      error list-key-duplicate
      at production/shop/cart
      why Service "cart": spec.ports[3] has the same port 8080, protocol "TCP" as spec.ports[0].
      fix Kubernetes merges such items into one: rename or remove one of them.

      error port-invalid
      at production/shop/cart
      why The name of a port, "administration-port" has 19 characters; 15 are allowed.
      fix Did you mean "administration"?

      error port-invalid
      at production/shop/cart
      why The port "zero" has the number 0.
      fix Write a whole number from 1 to 65535."
    `);
  });

  test('the same number for two protocols', () => {
    expect(found({ ports: { http: 8080, quic: { container: 8080, protocol: 'UDP' } } })).toBe('');
  });
});

test('an amount that is none is one finding', () => {
  expect(found({ resources: { cpu: 'half' } })).toMatchInlineSnapshot(`
    "error invalid-value
    at production/shop/cart
    why "half" is no amount of CPU.
    fix Write "250m", "1.5", or Cpu.millis(250)."
  `);
});

describe('user-is-root', () => {
  test('the user 0', () => {
    expect(found({ security: { user: 0 } })).toMatchInlineSnapshot(`
      "error user-is-root
      at production/shop/cart
      why security.user is 0, which is root, and pods run as another user unless they say so.
      fix Give the user of the image, such as 1000, or add runAsNonRoot: false."
    `);
  });

  test('the user 0, where root was allowed', () => {
    expect(found({ security: { user: 0, runAsNonRoot: false } })).toBe('');
  });
});

describe('health-missing', () => {
  test('ports without health', () => {
    expect(found({ health: undefined })).toMatchInlineSnapshot(`
      "error health-missing
      at production/shop/cart
      why It has the port "http" and no health: requests would reach it before it can answer.
      fix Say how one can tell, health: Health.tcp('http'), or why one cannot, Health.none('…')."
    `);
  });

  test('ports with a reason', () => {
    expect(found({ health: Health.none('It cannot be asked.') })).not.toContain('health-missing');
  });
});

describe('health-none', () => {
  const declare = (health: Health): Synthesized => {
    const { environment, shop } = world();
    service(shop, 'cart', { health });
    return synthesized(environment);
  };

  test('a reason accepts the finding', () => {
    const { assembly, findings: all } = declare(Health.none('It cannot be asked.'));

    expect(all.map(({ code, detail }) => `${code}: ${detail}`)).toMatchInlineSnapshot(`
      [
        "health-none: Health.none: it counts as ready as soon as it runs, and one that hangs is never restarted.",
      ]
    `);
    expect(assembly.acknowledgements).toEqual([
      { code: 'health-none', on: 'shop/cart', reason: 'It cannot be asked.' },
    ]);
    expect(settle(all, assembly).open).toEqual([]);
  });

  test('a program that is asked', () => {
    expect(declare(Health.exec(['/bin/ok'])).findings).toEqual([]);
  });
});

describe('scale-invalid', () => {
  test.each([
    [Scale.fixed(-1)],
    [Scale.fixed(1.5)],
    [Scale.fixed(2).onCpu(70)],
    [Scale.between(0, 3)],
    [Scale.between(5, 3)],
    [Scale.between(2, 3).onCpu(0)],
    [Scale.between(2, 3).onMemory(101)],
  ])('%p', (scale) => {
    expect(found({ scale })).toMatchSnapshot();
  });

  test('one to one hundred percent, and as many as at least', () => {
    expect(found({ scale: Scale.between(3, 3).onCpu(1).onMemory(100) })).toBe('');
  });
});

describe('scale-zero', () => {
  test('in production', () => {
    expect(found({ scale: Scale.fixed(0) })).toMatchInlineSnapshot(`
      "error scale-zero
      at production/shop/cart
      why scale is 0 pods in an environment of tier "production": nothing answers.
      fix Remove the component, or acknowledge why it waits here."
    `);
  });

  test('elsewhere', () => {
    expect(found({ scale: Scale.fixed(0) }, { tier: 'staging' })).toBe('');
  });
});

describe('release-invalid', () => {
  test('no image', () => {
    expect(found({ image: undefined })).toMatchInlineSnapshot(`
      "error release-invalid
      at production/shop/cart
      why No image is given.
      fix Give one: image: Image.digest('…', 'sha256:…')."
    `);
  });

  test('no progress', () => {
    expect(found({ release: Release.rolling({ maxSurge: 0 }) })).toMatchInlineSnapshot(`
      "error release-invalid
      at production/shop/cart
      why Both maxSurge and maxUnavailable are 0: no pod may be added and none taken away.
      fix Let one of them be 1."
    `);
  });

  test('an image beside two colours', () => {
    expect(found({ release: Release.blueGreen({ blue: { image }, live: 'blue' }) })).toMatchInlineSnapshot(`
      "error release-invalid
      at production/shop/cart
      why \`image\` stands beside a blue-green release, whose colours have images of their own.
      fix Remove \`image\`."
    `);
  });

  test('a live colour that is not there', () => {
    const release = Release.blueGreen({ blue: { image }, live: 'green' });

    expect(found({ image: undefined, release })).toMatchInlineSnapshot(`
      "error release-invalid
      at production/shop/cart
      why The live release is "green", which is not declared.
      fix Write live: 'blue', or declare green: { image }."
    `);
  });

  test('a gap instead of a surge', () => {
    expect(found({ release: Release.rolling({ maxSurge: 0, maxUnavailable: 1 }) })).toBe('');
  });
});

describe('release-same', () => {
  test('two colours of one image', () => {
    const release = Release.blueGreen({ blue: { image }, green: { image }, live: 'blue' });

    expect(found({ image: undefined, release })).toMatchInlineSnapshot(`
      "warning release-same
      at production/shop/cart
      why blue and green both are registry.example.com/cart:v1: making the other one live changes nothing.
      fix Stage another image, or take out the colour that is not live."
    `);
  });

  test('two colours of one image with other variables', () => {
    const release = Release.blueGreen({ blue: { image }, green: { image, env: { NEW: true } }, live: 'blue' });

    expect(found({ image: undefined, release })).toBe('');
  });
});

describe('release-needs-gap', () => {
  const volumes = { '/data': Volume.persistent(Size.gibibytes(1)) };

  test('a volume of one node, and a surge', () => {
    expect(found({ volumes })).toMatchInlineSnapshot(`
      "error release-needs-gap
      at production/shop/cart
      why The volume at "/data" is ReadWriteOnce; a new pod starts before an old one goes, and on another node it waits for the volume for ever.
      fix Write release: Release.recreate(), or use a class with ReadWriteMany."
    `);
  });

  test('a volume of one node, and a gap', () => {
    expect(found({ volumes, release: Release.recreate() })).toBe('');
  });

  test('a volume of many nodes', () => {
    expect(found({ volumes: { '/data': Volume.persistent(Size.gibibytes(1), { access: 'ReadWriteMany' }) } })).toBe('');
  });
});

describe('grace-period-short', () => {
  test('as long as it drains', () => {
    expect(found({ gracePeriod: Duration.seconds(10), drain: Duration.seconds(10) })).toMatchInlineSnapshot(`
      "error grace-period-short
      at production/shop/cart
      why It drains for 10 seconds, and is killed 10 seconds after it was asked to stop.
      fix Give it a longer gracePeriod, or a shorter drain."
    `);
  });

  test('a short grace period alone', () => {
    expect(found({ gracePeriod: Duration.seconds(5) })).toBe('');
  });
});

describe('expose-port', () => {
  const expose = Expose.http<'http'>('shop.example.com');

  test('no port', () => {
    expect(found({ ports: {}, health: Health.exec(['/bin/ok']), expose })).toMatchInlineSnapshot(`
      "error expose-port
      at production/shop/cart
      why It is exposed as http://shop.example.com/ and has no ports.
      fix Declare one: ports: { http: 8080 }."
    `);
  });

  test('several ports', () => {
    expect(found({ ports: { http: 8080, metrics: 9090 }, expose })).toMatchInlineSnapshot(`
      "error expose-port
      at production/shop/cart
      why It is exposed as http://shop.example.com/ and has the ports "http", "metrics".
      fix Name one of them: { port: 'http' }."
    `);
  });

  test('a misspelt port', () => {
    expect(found({ expose: Expose.http('shop.example.com', { port: 'htpp' as 'http' }) })).toMatchInlineSnapshot(`
      "error expose-port
      at production/shop/cart
      why It is exposed as http://shop.example.com/ at the port "htpp"; declared are "http".
      fix Did you mean "http"?"
    `);
  });

  test('a port without HTTP', () => {
    const ports = { http: { container: 8080, protocol: 'UDP' } } as const;

    expect(found({ ports, health: Health.exec(['/bin/ok']), expose })).toMatchInlineSnapshot(`
      "error expose-port
      at production/shop/cart
      why http://shop.example.com/ leads to the port "http", which is UDP; HTTP is not.
      fix Name a TCP port."
    `);
  });

  test('the only port', () => {
    expect(found({ expose })).toBe('');
  });
});

describe('expose-without-ingress', () => {
  const expose = Expose.https<'http'>('shop.example.com');
  const enforcer = 'calico';

  test('a cluster without a gateway', () => {
    const { environment, shop } = world({ cluster: { ingress: undefined, enforcer } as never });
    service(shop, 'cart', { expose });

    expect(findings(environment).join('\n')).toMatchInlineSnapshot(`
      "error expose-without-ingress
      at production/shop/cart
      why It is exposed as https://shop.example.com/; the cluster "production/cluster" is declared without a way in.
      fix Describe it: ingress: HostLoadBalancer.on(hosts) or Ingress.gateway({ name, namespace, podLabels }), or leave \`expose\` out."
    `);
  });

  test('a cluster with one', () => {
    expect(found({ expose })).toBe('');
  });
});

describe('expose-taken', () => {
  const both = (one: Expose<'http'>, other: Expose<'http'>): string => {
    const { environment, shop } = world();
    service(shop, 'cart', { expose: one });
    service(shop, 'basket', { expose: other });
    return findings(environment).join('\n');
  };

  test('the same host and path', () => {
    const host = 'shop.example.com';

    expect(both(Expose.https(host, { path: '/cart' }), Expose.https(host, { path: '/cart' }))).toMatchInlineSnapshot(`
      "error expose-taken
      at production/shop/basket
      why It is exposed as https://shop.example.com/cart, and so is "shop/cart" of the environment "production": requests would be led to one of them.
      fix Give one of them another host or path."
    `);
  });

  test('the same host', () => {
    expect(both(Expose.https('shop.example.com'), Expose.https('shop.example.com', { path: '/cart' }))).toBe('');
  });
});

describe('metrics-port', () => {
  const monitoring = { namespace: 'monitoring', podLabels: { app: 'prometheus' } };

  test('a cluster in which nothing scrapes', () => {
    expect(found({ metrics: 'http' })).toMatchInlineSnapshot(`
      "error metrics-port
      at production/shop/cart
      why Metrics are offered at the port "http"; the cluster "production/cluster" is declared without anything that scrapes them.
      fix Describe it: monitoring: { namespace, podLabels }, or leave \`metrics\` out."
    `);
  });

  test('a port that is not there', () => {
    expect(found({ metrics: 'metrics' as 'http' }, { cluster: { monitoring } })).toMatchInlineSnapshot(`
      "error metrics-port
      at production/shop/cart
      why Metrics are offered at the port "metrics"; declared are "http".
      fix Declare it: ports: { metrics: 9090 }."
    `);
  });

  test('a port that is scraped', () => {
    expect(found({ metrics: 'http' }, { cluster: { monitoring } })).toBe('');
  });
});

test('a name that cannot be one of a service', () => {
  const { environment, shop } = world();
  service(shop, '2nd-cart');

  expect(findings(environment)[0]).toMatchInlineSnapshot(`
    "error name-invalid
    at production/shop/2nd-cart
    why The name of a Microservice, "2nd-cart" may hold only lower-case letters, digits and "-", beginning with a letter.
    fix Did you mean "nd-cart"?"
  `);
});

test('two colours have the same mistake once', () => {
  const { environment, shop } = world();
  const next = Image.tag('registry.example.com/cart', 'v2');
  const release = Release.blueGreen({ blue: { image }, green: { image: next }, live: 'blue' });
  service(shop, 'cart', { image: undefined, release, security: { user: 0 } });

  expect(findings(environment)).toHaveLength(1);
});
