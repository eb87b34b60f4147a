import { factFiles } from '../../../lib/assembly/facts';
import { gatewayApi } from '../../../lib/kube-api';
import type { Assembly, ComponentSpec, Edge, SecretSpec } from '../../../lib/assembly';
import type { Json, JsonObject } from '../../../lib/core';
import { assemblyOf, deployment, namespace, object } from '../network/assembly-of';

function file(path: string, ...given: Parameters<typeof assemblyOf>): string {
  return factFiles(assemblyOf(...given)).get(path) ?? 'no file';
}

/** A deployment of one container. */
function running(name: string, container: JsonObject, pod: JsonObject = {}): ReturnType<typeof object> {
  return deployment(name, {}, {}, { containers: [{ name: 'main', ...container }], ...pod });
}

test('an environment without a fact has only the version of its cluster', () => {
  expect([...factFiles(assemblyOf([])).keys()]).toEqual(['facts/versions.txt']);
});

describe('facts/ports.txt', () => {
  const ports = (...objects: Parameters<typeof assemblyOf>[0]): string => {
    return file('facts/ports.txt', objects)
      .replace(/^#.*\n/gm, '')
      .trimEnd();
  };
  const service = (spec: JsonObject, name = 'shop/cart'): ReturnType<typeof object> =>
    object('v1', 'Service', name, { spec: { selector: { app: 'cart' }, ...spec } });

  test('what listens, and the Services in front of it', () => {
    expect(
      file('facts/ports.txt', [
        deployment('shop/cart', { grpc: 7070, dns: '53/UDP' }),
        service({ ports: [{ name: 'grpc', port: 80, targetPort: 'grpc' }] }),
        service({ type: 'NodePort', ports: [{ port: 7070, nodePort: 30070 }] }, 'shop/cart-outside'),
      ]),
    ).toMatchInlineSnapshot(`
      "# Every port that something listens on, and the Service in front of it.
      # What stands before the comma is where the process listens; policies see that port, not the port of the Service.
      shop/cart container main listens on tcp/7070 (grpc), Service shop/cart port 80 (grpc) ClusterIP
      shop/cart container main listens on tcp/7070 (grpc), Service shop/cart-outside port 7070 NodePort 30070
      shop/cart container main listens on udp/53 (dns), no Service
      "
    `);
  });

  test.each([
    ['a headless one', { clusterIP: 'None', ports: [{ port: 7070 }] }, 'Service shop/cart port 7070 headless'],
    ['one of another protocol', { ports: [{ port: 7070, protocol: 'UDP' }] }, 'no Service'],
    ['one that misses', { ports: [{ port: 80 }] }, 'no Service'],
  ])('a Service: %s', (_, spec, expected) => {
    const [first = ''] = ports(deployment('shop/cart', { grpc: 7070 }), service(spec)).split('\n');
    expect(first).toBe(`shop/cart container main listens on tcp/7070 (grpc), ${expected}`);
  });

  test.each([
    ['a number', 9000, 'shop/cart declares no tcp/9000, Service shop/cart port 80 ClusterIP leads there'],
    ['a name', 'web', 'shop/cart declares no port named web, Service shop/cart port 80 ClusterIP leads there'],
  ])('a Service that leads to %s which no container declares', (_, targetPort, expected) => {
    expect(ports(deployment('shop/cart'), service({ ports: [{ port: 80, targetPort }] }))).toBe(expected);
  });

  test('a Service that leads nowhere', () => {
    expect(ports(deployment('shop/orders'), service({ ports: [{ port: 80 }] }))).toBe(
      'nothing here listens behind Service shop/cart port 80 ClusterIP',
    );
  });

  test('a Service by a label that pods get while they run', () => {
    const spec: ComponentSpec = {
      type: 'postgres-cluster',
      pods: { namespace: 'shop', labels: { app: 'orders' }, runtimeLabels: ['role'] },
      ports: [{ name: 'postgres', number: 5432, protocol: 'TCP' }],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'retain' },
    };
    const leader = object('v1', 'Service', 'shop/orders-rw', {
      spec: { selector: { app: 'orders', role: 'primary' }, ports: [{ name: 'postgres', port: 5432 }] },
    });
    const objects = [deployment('shop/orders', { postgres: 5432 }), { manifest: leader, owner: 'shop/orders' }];
    const assembly = assemblyOf(objects, { components: { orders: spec } });
    expect(
      factFiles(assembly)
        .get('facts/ports.txt')
        ?.replace(/^#.*\n/gm, ''),
    ).toMatchInlineSnapshot(`
      "shop/orders container main listens on tcp/5432 (postgres), Service shop/orders-rw port 5432 (postgres) ClusterIP, of pods labelled role=primary at run time
      "
    `);
  });

  test('ports of the host, sidecars and init containers', () => {
    const sidecar = { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 15001, hostPort: 15001 }] };
    const first = { name: 'first', ports: [{ containerPort: 1 }] };
    const pod = { initContainers: [sidecar, first] };
    expect(
      ports(running('shop/a', {}, pod), running('shop/b', { ports: [{ containerPort: 2 }] }, { hostNetwork: true })),
    ).toMatchInlineSnapshot(`
      "shop/a init container first listens on tcp/1, no Service
      shop/a sidecar proxy listens on tcp/15001 and port 15001 of its host, no Service
      shop/b container main listens on tcp/2 of its host, no Service"
    `);
  });
});

describe('facts/images.txt', () => {
  test('who runs what, in full, and what is not pinned', () => {
    const volumes = [{ name: 'model', image: { reference: 'registry.example.com:5000/model:3' } }];
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'shop/orders', {
      spec: { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.5' },
    });
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(
      file('facts/images.txt', [
        running(
          'shop/cart-cache',
          { image: 'redis:7.4' },
          { initContainers: [{ name: 'wait', image: 'busybox' }], volumes },
        ),
        running('shop/cart', { image: `registry.example.com/shop/cart:1.2@${digest}` }),
        running('shop/web', { image: 'example/web' }),
        cluster,
      ]),
    ).toMatchInlineSnapshot(`
      "# Every image that runs, and who runs it. Without a digest, what a tag means can change without a change here.
      docker.io/example/web shop/web container main (no tag, no digest)
      docker.io/library/busybox shop/cart-cache init container wait (no tag, no digest)
      docker.io/library/redis:7.4 shop/cart-cache container main (no digest)
      ghcr.io/cloudnative-pg/postgresql:17.5 shop/orders Cluster spec.imageName (no digest)
      registry.example.com/shop/cart:1.2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa shop/cart container main
      registry.example.com:5000/model:3 shop/cart-cache volume model (no digest)
      "
    `);
  });

  test.each([
    ['redis', 'docker.io/library/redis'],
    ['docker.io/redis:7', 'docker.io/library/redis:7'],
    ['example/web:1', 'docker.io/example/web:1'],
    ['localhost/web', 'localhost/web'],
    ['registry:5000/web', 'registry:5000/web'],
    ['registry:5000/a/web:2', 'registry:5000/a/web:2'],
  ])('%s is %s', (image, expected) => {
    expect(file('facts/images.txt', [running('shop/web', { image })])).toContain(
      `\n${expected} shop/web container main (`,
    );
  });
});

test('facts/versions.txt of a cluster that enforces no policies', () => {
  expect(file('facts/versions.txt', [], { cluster: { enforcer: 'none' } })).toContain('\npolicies NOT enforced\n');
});

test('facts/versions.txt', () => {
  const objects = [deployment('shop/cart'), deployment('shop/web'), namespace('shop')];
  expect(file('facts/versions.txt', objects, { versions: { 'gateway-api': 'v1.6.1' } })).toMatchInlineSnapshot(`
    "# What the environment is written for: its tier, its Kubernetes and what enforces policies there, releases that were resolved and locked, and the versions of the APIs in use.
    api apps/v1 Deployment
    api v1 Namespace
    kubernetes 1.36 in cluster kubernetes
    policies enforced by kube-router
    release gateway-api v1.6.1
    tier production
    "
  `);
});

describe('facts/secrets.txt', () => {
  const generated: SecretSpec = {
    name: 'orders',
    namespace: 'shop',
    maker: 'generatedAtApply',
    keys: { password: { random: { length: 32 } }, url: { template: 'postgres://orders:{password}@orders-rw' } },
    usedBy: ['shop/plinth/component/checkout', 'shop/plinth/component/report'],
  };
  const vault: SecretSpec = {
    name: 'mail',
    namespace: 'shop',
    maker: 'externalSecret',
    from: 'vault:kv/mail',
    keys: { token: 'given' },
    usedBy: [],
  };
  const key = (name: string, key: string): Json => ({
    name: key.toUpperCase(),
    valueFrom: { secretKeyRef: { name, key } },
  });

  test('who makes them and who uses them', () => {
    const checkout = running(
      'shop/checkout',
      {
        env: [key('orders', 'url'), { name: 'PLAIN', value: 'canary-of-a-value' }],
        envFrom: [{ secretRef: { name: 'flags', optional: true } }],
      },
      {
        imagePullSecrets: [{ name: 'registry' }],
        volumes: [
          { name: 'mail', secret: { secretName: 'mail', items: [{ key: 'token', path: 'token' }] } },
          { name: 'all', projected: { sources: [{ secret: { name: 'orders' } }] } },
        ],
      },
    );
    expect(
      file('facts/secrets.txt', [namespace('shop'), { manifest: checkout, owner: 'shop/checkout' }], {
        secrets: [generated, vault],
      }),
    ).toMatchInlineSnapshot(`
      "# Every secret by name: who makes it, and who uses it for what. Its bytes are never shown here.
      shop/flags all keys read by shop/checkout container main as environment (optional)
      shop/flags is referenced only: nothing here declares it
      shop/mail is external, from vault:kv/mail, keys token
      shop/mail key token mounted by shop/checkout volume mail
      shop/orders all keys mounted by shop/checkout volume all
      shop/orders is generated at apply, keys password (random, 32 characters), url (from a template)
      shop/orders key url read by shop/checkout container main as URL
      shop/orders used by shop/report
      shop/registry is referenced only: nothing here declares it
      shop/registry used to pull images for shop/checkout
      "
    `);
  });

  test('TLS of gateways and ingresses, and objects that are or make a Secret', () => {
    const references: Json = [{ name: 'shop-tls' }, { name: 'wildcard', namespace: 'certs' }];
    const tls = { certificateRefs: references };
    expect(
      file('facts/secrets.txt', [
        object('gateway.networking.k8s.io/v1', 'Gateway', 'shop/public', {
          spec: { listeners: [{ name: 'https', tls }] },
        }),
        object('networking.k8s.io/v1', 'Ingress', 'shop/old', { spec: { tls: [{ secretName: 'old-tls' }] } }),
        object('cert-manager.io/v1', 'Certificate', 'shop/web', { spec: { secretName: 'shop-tls' } }),
        object('v1', 'Secret', 'shop/plain', { data: { b: 'Y2FuYXJ5' }, stringData: { a: 'canary' } }),
      ]),
    ).toMatchInlineSnapshot(`
      "# Every secret by name: who makes it, and who uses it for what. Its bytes are never shown here.
      certs/wildcard is referenced only: nothing here declares it
      certs/wildcard used for TLS by Gateway shop/public listener https
      shop/old-tls is referenced only: nothing here declares it
      shop/old-tls used for TLS by Ingress shop/old
      shop/plain is a Secret whose bytes stand in a manifest, keys a, b
      shop/shop-tls is made by Certificate shop/web
      shop/shop-tls used for TLS by Gateway shop/public listener https
      "
    `);
  });

  test('no value of a variable, of a Secret or of a template is ever printed', () => {
    const objects = [
      running('shop/web', { env: [{ name: 'PASSWORD', value: 'canary-1' }, key('orders', 'url')] }),
      object('v1', 'Secret', 'shop/plain', { data: { a: 'canary-2' }, stringData: { b: 'canary-3' } }),
      object('v1', 'ConfigMap', 'shop/config', { data: { a: 'canary-4' } }),
    ];
    const template = { ...generated, keys: { url: { template: 'canary-5' } } };
    const all = [...factFiles(assemblyOf(objects, { secrets: [template] })).values()].join('');
    expect(all).toContain('shop/orders key url read by shop/web container main as URL');
    expect(all).not.toContain('canary');
  });
});

describe('facts/access.txt', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const bind = (kind: string, name: string, role: string, subjects: Json): ReturnType<typeof object> => {
    const [roleKind = '', roleName = ''] = role.split('/');
    return object(rbac, kind, name, {
      subjects,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name: roleName },
    });
  };
  const cart = { kind: 'ServiceAccount', name: 'cart' };
  const team = { kind: 'Group', name: 'team-a' };

  test('bindings with the rules of their roles', () => {
    expect(
      file('facts/access.txt', [
        object(rbac, 'Role', 'shop/cart', {
          rules: [
            { apiGroups: ['', 'apps'], resources: ['pods', 'deployments'], verbs: ['list', 'get'] },
            { apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: ['get'] },
          ],
        }),
        object(rbac, 'ClusterRole', 'all', {
          aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'all' } }] },
        }),
        object(rbac, 'ClusterRole', 'scrape', {
          labels: { part: 'all' },
          rules: [
            { nonResourceURLs: ['/metrics'], verbs: ['get'] },
            { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
          ],
        }),
        bind('RoleBinding', 'shop/cart', 'Role/cart', [cart, team]),
        bind('RoleBinding', 'shop/team', 'ClusterRole/view', [team]),
        bind('ClusterRoleBinding', 'all', 'ClusterRole/all', [{ ...cart, namespace: 'shop' }]),
      ]),
    ).toMatchInlineSnapshot(`
      "# Who may do what with the Kubernetes API: subject -> verbs resources, and where; which pods hold a token to do it with.
      # Who logs in to hosts, by which key.
      # And what components grant to those that consume them, such as a role in a database: consumer -> what of whom.
      group team-a -> ClusterRole view (not declared here), in namespace shop
      group team-a -> get configmaps named flags in namespace shop (Role cart)
      group team-a -> get,list deployments,deployments.apps,pods,pods.apps in namespace shop (Role cart)
      serviceaccount shop/cart -> * *.* CLUSTER-WIDE (ClusterRole all)
      serviceaccount shop/cart -> get /metrics CLUSTER-WIDE (ClusterRole all)
      serviceaccount shop/cart -> get configmaps named flags in namespace shop (Role cart)
      serviceaccount shop/cart -> get,list deployments,deployments.apps,pods,pods.apps in namespace shop (Role cart)
      "
    `);
  });

  test('a role that is not declared here, in the whole cluster', () => {
    const binding = bind('ClusterRoleBinding', 'all', 'ClusterRole/edit', [team]);
    expect(file('facts/access.txt', [binding])).toContain(
      '\ngroup team-a -> ClusterRole edit (not declared here), CLUSTER-WIDE\n',
    );
  });

  test('what components grant', () => {
    const edge = (from: string, grant?: JsonObject): Edge => ({
      kind: 'needs',
      from: `desk/plinth/component/${from}`,
      to: 'desk/plinth/component/tickets',
      ...(grant && { grant }),
    });
    const edges = [
      edge('report', { database: 'tickets', role: 'report', access: 'read-only' }),
      edge('web', { access: 'produce', topics: ['orders', 'bills'], quota: 'small' }),
      edge('probe', { vhost: 'main' }),
      edge('nothing'),
    ];
    const text = factFiles({ ...assemblyOf([]), edges }).get('facts/access.txt') ?? '';
    expect(text.replace(/^#.*\n/gm, '')).toMatchInlineSnapshot(`
      "desk/probe -> a grant on desk/tickets, vhost main
      desk/report -> read-only on database tickets of desk/tickets, as role report
      desk/web -> produce on desk/tickets, quota small, topics ["orders","bills"]
      "
    `);
  });

  test.each<[string, JsonObject, JsonObject, boolean]>([
    ['nobody says anything', {}, {}, true],
    ['the pod does not want it', { automountServiceAccountToken: false }, {}, false],
    ['its account does not', {}, { automountServiceAccountToken: false }, false],
    [
      'the pod wants it all the same',
      { automountServiceAccountToken: true },
      { automountServiceAccountToken: false },
      true,
    ],
  ])('a token is mounted where %s', (_, pod, account, isMounted) => {
    const objects = [
      running('shop/cart', {}, { serviceAccountName: 'cart', ...pod }),
      object('v1', 'ServiceAccount', 'shop/cart', account),
    ];
    const line = 'shop/cart mounts the token of serviceaccount shop/cart\n';
    expect(file('facts/access.txt', objects).includes(line)).toBe(isMounted);
  });

  test('a token for somebody else', () => {
    const volumes = [
      { name: 'vault', projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault' } }] } },
    ];
    const objects = [running('shop/cart', {}, { automountServiceAccountToken: false, volumes })];
    expect(file('facts/access.txt', objects)).toContain(
      '\nshop/cart mounts a token of serviceaccount shop/default for vault\n',
    );
  });
});

test('facts/acknowledged.md', () => {
  const acknowledgements = [
    { code: 'tenant-without-quota', on: 'shop', reason: 'The only tenant,\nuntil spring.' },
    { code: 'api-unknown', on: '', reason: 'Installed by the platform team.' },
  ];
  expect(file('facts/acknowledged.md', [], { acknowledgements })).toMatchInlineSnapshot(`
    "# Findings and deviations that the authors accepted: code, on what, and why

    - \`api-unknown\` on all of production: Installed by the platform team.
    - \`tenant-without-quota\` on shop: The only tenant, until spring.
    "
  `);
  expect(file('facts/acknowledged.md', [])).toBe('no file');
});

describe('manifests/_cluster/required.txt', () => {
  const path = 'manifests/_cluster/required.txt';
  const gateway = 'gateway.networking.k8s.io/v1';
  const names = (assembly: Assembly): readonly string[] =>
    [...(factFiles(assembly).get(path) ?? '').matchAll(/^# (\w+)\.gateway/gm)].map(([, name = '']) => name);
  const route = object(gateway, 'HTTPRoute', 'shop/web', {
    spec: { parentRefs: [{ name: 'public', namespace: 'infra' }] },
  });
  const own = object(gateway, 'Gateway', 'infra/public', { spec: { gatewayClassName: 'traefik' } });

  test('each definition is fetched by its digest', () => {
    const [crd] = gatewayApi().crds.filter(({ kind }) => kind === 'Gateway');
    expect(file(path, [route])).toContain(
      `# gateways.gateway.networking.k8s.io ${gatewayApi().version}\n${crd?.sha256 ?? ''}  ${crd?.url ?? ''}\n`,
    );
  });

  test.each([
    ['no kind of the Gateway API', [namespace('shop')], []],
    ['a route and the gateway that it refers to', [route], ['gateways', 'httproutes']],
    ['a gateway and its class', [own], ['gatewayclasses', 'gateways']],
    [
      'a route on a Service',
      [object(gateway, 'GRPCRoute', 'shop/a', { spec: { parentRefs: [{ group: '', kind: 'Service', name: 'a' }] } })],
      ['grpcroutes'],
    ],
    [
      'a definition that comes along',
      [route, object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'gateways.gateway.networking.k8s.io')],
      ['httproutes'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(names(assemblyOf(objects))).toEqual(expected);
  });

  test('what a component watches, unless it comes along', () => {
    const gateways = 'gateways.gateway.networking.k8s.io';
    const spec: ComponentSpec = {
      type: 'add-on',
      watches: [gateways],
      ports: [],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    };
    const components = { traefik: spec };

    expect(names(assemblyOf([], { components }))).toEqual(['gateways']);
    expect(
      names(assemblyOf([object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', gateways)], { components })),
    ).toEqual([]);
  });
});

test('a line break in a value does not break a line', () => {
  const subjects = [{ kind: 'User', name: 'eve\nanyone -> anyone' }];
  const roleRef = { kind: 'ClusterRole', name: 'view' };
  const binding = object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'a', { subjects, roleRef });
  const facts = file('facts/access.txt', [binding]).replace(/^#.*\n/gm, '');
  expect(facts.trimEnd().split('\n')).toHaveLength(1);
});
