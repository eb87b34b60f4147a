import { ApiObject, App, Cron, JsonPatch, Lazy, Size, type IResolver, type ResolutionContext } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { KubernetesObject, Stack } from '../../../lib/constructs/base';
import { isJsonObject, type Json, type JsonObject } from '../../../lib/core';
import { objectsOf, printed, production, shopOn, synthesized } from './program';

/** One of nearly everything that cdk8s-plus makes, and some kinds that only its generated classes have. */
function broadSample(shop: Construct): void {
  const config = new kplus.ConfigMap(shop, 'config', { data: { 'app.yaml': 'a: 1\n', empty: '' }, immutable: true });
  config.addBinaryData('logo', 'aGk=');
  const secret = new kplus.Secret(shop, 'secret', { stringData: { user: 'web' }, type: 'Opaque' });
  new kplus.BasicAuthSecret(shop, 'basic', { username: 'a', password: 'b' });
  new kplus.DockerConfigSecret(shop, 'docker', { data: { auths: {} } });
  const account = new kplus.ServiceAccount(shop, 'account', { automountToken: true });
  const claim = new kplus.PersistentVolumeClaim(shop, 'claim', {
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storage: Size.gibibytes(5),
    storageClassName: 'fast',
  });
  new kplus.AwsElasticBlockStorePersistentVolume(shop, 'disk', { volumeId: 'vol-1', storage: Size.gibibytes(5) });
  const web = new kplus.Deployment(shop, 'web', {
    replicas: 3,
    serviceAccount: account,
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxSurge: kplus.PercentOrAbsolute.percent(50) }),
    podMetadata: { annotations: { 'example.com/note': 'x' } },
    securityContext: { user: 1000, fsGroup: 2000 },
    containers: [
      {
        image: 'web:1',
        portNumber: 8080,
        envVariables: {
          PLAIN: kplus.EnvValue.fromValue('x'),
          SECRET: kplus.EnvValue.fromSecretValue({ secret, key: 'user' }),
          CONFIG: kplus.EnvValue.fromConfigMap(config, 'empty', { optional: true }),
          IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
        },
        liveness: kplus.Probe.fromHttpGet('/healthz', { port: 8080 }),
        readiness: kplus.Probe.fromCommand(['true']),
        resources: {
          cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
          memory: { limit: Size.mebibytes(256) },
        },
        volumeMounts: [{ path: '/data', volume: kplus.Volume.fromPersistentVolumeClaim(shop, 'data', claim) }],
      },
    ],
  });
  web.addInitContainer({ image: 'init:1' });
  web.scheduling.spread({ topology: kplus.Topology.ZONE });
  const service = web.exposeViaService({
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    serviceType: kplus.ServiceType.NODE_PORT,
  });
  service.exposeViaIngress('/shop');
  new kplus.Ingress(shop, 'tls', {
    tls: [{ hosts: ['shop.example.com'], secret }],
    rules: [{ host: 'shop.example.com', path: '/', backend: kplus.IngressBackend.fromService(service) }],
  });
  new kplus.HorizontalPodAutoscaler(shop, 'scaler', {
    target: new kplus.Deployment(shop, 'scaled', {
      containers: [{ image: 'a:1', resources: { cpu: { request: kplus.Cpu.millis(100) } } }],
    }),
    maxReplicas: 5,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
  });
  new kplus.StatefulSet(shop, 'orders', {
    containers: [{ image: 'orders:1' }],
    service: new kplus.Service(shop, 'headless', { clusterIP: 'None', ports: [{ port: 80 }] }),
  });
  new kplus.DaemonSet(shop, 'agent', { containers: [{ image: 'agent:1' }] });
  new kplus.Job(shop, 'migrate', { containers: [{ image: 'migrate:1' }], backoffLimit: 2 });
  new kplus.CronJob(shop, 'report', {
    schedule: Cron.schedule({ minute: '0', hour: '3' }),
    containers: [{ image: 'report:1' }],
  });
  new kplus.Pod(shop, 'debug', { containers: [{ image: 'debug:1' }] });
  const role = new kplus.Role(shop, 'role');
  role.allowRead(kplus.ApiResource.PODS);
  new kplus.RoleBinding(shop, 'binding', { role }).addSubjects(
    account,
    kplus.Group.fromName(shop, 'group', 'oidc:team'),
  );
  const clusterRole = new kplus.ClusterRole(shop, 'cluster-role');
  clusterRole.allowRead(kplus.ApiResource.NODES);
  new kplus.ClusterRoleBinding(shop, 'cluster-binding', { role: clusterRole }).addSubjects(account);
  new kplus.NetworkPolicy(shop, 'policy', {
    selector: web,
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
  }).addEgressRule(kplus.NetworkPolicyIpBlock.ipv4(shop, 'block', '192.0.2.0/24'), [kplus.NetworkPolicyPort.tcp(443)]);
  new kplus.Namespace(shop, 'extra-namespace');
  new kplus.k8s.KubePodDisruptionBudget(shop, 'budget', {
    spec: { maxUnavailable: kplus.k8s.IntOrString.fromNumber(1), selector: { matchLabels: { app: 'web' } } },
  });
  new kplus.k8s.KubePriorityClass(shop, 'urgent', { value: 1000 });
  new kplus.k8s.KubeStorageClass(shop, 'fast', { provisioner: 'example.com/disk' });
  new kplus.k8s.KubeResourceQuota(shop, 'quota', { spec: { hard: { pods: kplus.k8s.Quantity.fromNumber(5) } } });
}

/** All kinds of which the sample has one. */
const sampleKinds = [
  ...[
    'ClusterRole',
    'ClusterRoleBinding',
    'ConfigMap',
    'CronJob',
    'DaemonSet',
    'Deployment',
    'HorizontalPodAutoscaler',
  ],
  ...['Ingress', 'Job', 'Namespace', 'NetworkPolicy', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod'],
  ...['PodDisruptionBudget', 'PriorityClass', 'ResourceQuota', 'Role', 'RoleBinding', 'Secret', 'Service'],
  ...['ServiceAccount', 'StatefulSet', 'StorageClass'],
];

describe('constructs of cdk8s-plus', () => {
  test('become the same objects as with cdk8s, but for the namespace of cluster-scoped ones', () => {
    const shop = shopOn();
    broadSample(shop);
    const stock = shop.node
      .findAll()
      .filter(
        (construct): construct is ApiObject =>
          ApiObject.isApiObject(construct) && construct.constructor !== KubernetesObject,
      )
      .map((object) => withoutNamespace(object.toJson() as Json));
    const key = (object: Json): string => {
      const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
      return `${kind} ${metadata.name}`;
    };
    const byName = (objects: readonly Json[]): object =>
      Object.fromEntries(objects.filter((one) => !key(one).startsWith('Namespace ')).map((one) => [key(one), one]));

    expect(byName(Object.values(objectsOf(shop)).map(withoutNamespace))).toEqual(byName(stock));
    expect([...new Set(stock.map((object) => key(object).split(' ')[0]))].sort()).toEqual(sampleKinds);
  });

  test('get names that people can read, and the namespace and labels of their stack', () => {
    const shop = shopOn();
    broadSample(new Construct(shop, 'group'));
    const names = Object.keys(objectsOf(shop)).map((id) => id.split('/').slice(2).join('/'));

    expect(names).toEqual(
      expect.arrayContaining(['Deployment/group-web', 'Service/group-web-service', 'Ingress/group-tls']),
    );
    expect(names.filter((name) => /-c[0-9a-f]{7}/.test(name))).toEqual([]);
    expect(objectsOf(shop)['shop/apps/Deployment/group-web']?.metadata).toEqual({
      name: 'group-web',
      namespace: 'shop',
      labels: { 'app.kubernetes.io/managed-by': 'plinth', 'app.kubernetes.io/part-of': 'shop' },
    });
  });

  test('an id that says nothing is left out of the name, and the kind stands in where nothing is left', () => {
    const shop = shopOn();
    new kplus.ConfigMap(shop, 'Settings');
    new ApiObject(shop, 'Default', { apiVersion: 'v1', kind: 'ConfigMap' });

    expect(Object.keys(objectsOf(shop))).toEqual(['shop/core/ConfigMap/configmap', 'shop/core/ConfigMap/settings']);
  });

  test('keep the name that their author gives', () => {
    const shop = shopOn();
    new kplus.ConfigMap(shop, 'settings', { metadata: { name: 'kube-root-ca.crt' } });

    expect(Object.keys(objectsOf(shop))).toEqual(['shop/core/ConfigMap/kube-root-ca.crt']);
  });
});

describe('escape hatches', () => {
  test('a JSON patch is applied last, and stays visible as a deviation', () => {
    const shop = shopOn();
    const web = new kplus.Deployment(shop, 'web', { containers: [{ image: 'web:1' }] });
    ApiObject.of(web).addJsonPatch(
      JsonPatch.replace('/spec/replicas', 5),
      JsonPatch.remove('/spec/template/spec/hostNetwork'),
      JsonPatch.test('/spec/replicas', 5),
    );
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(assembly.acknowledgements).toEqual([
      { code: 'json-patch', on: 'shop', reason: 'Deployment "web": remove /spec/template/spec/hostNetwork' },
      { code: 'json-patch', on: 'shop', reason: 'Deployment "web": replace /spec/replicas with 5' },
      { code: 'json-patch', on: 'shop', reason: 'Deployment "web": test /spec/replicas for 5' },
    ]);
    expect(objectsOf(shop)['shop/apps/Deployment/web']?.['spec']).toMatchObject({ replicas: 5 });
  });

  test('a JSON patch shows its value, so that another value is another line; secrets are left out', () => {
    const shop = shopOn();
    const env = [
      { name: 'DB_PASSWORD', value: 'a' },
      { name: 'LEVEL', value: 'b' },
    ];
    const containers = [{ name: 'web', image: 'web:1', env, args: ['--token', 'c', '-v'] }];
    const web = new ApiObject(shop, 'web', { apiVersion: 'v1', kind: 'Pod', spec: { containers } });
    const at = (path: string): string => `/spec/containers/0/${path}`;
    web.addJsonPatch(
      JsonPatch.add('/metadata/labels', { tier: 'front', long: 'x'.repeat(150) }),
      JsonPatch.copy('/metadata/name', '/spec/hostname'),
      JsonPatch.replace(at('env/0/value'), 'canary-1'),
      JsonPatch.replace(at('env/1/value'), 'debug'),
      JsonPatch.replace(at('args/1'), 'canary-2'),
      JsonPatch.replace(at('args/2'), '--password=canary-3'),
      JsonPatch.add(at('env/-'), { name: 'API_KEY', value: 'canary-4' }),
      JsonPatch.add(at('env/-'), { name: 'URL', value: 'postgres://me:canary-5@db/orders' }),
      JsonPatch.add(at('env/-'), { name: 'PIN', valueFrom: { secretKeyRef: { name: 'pins', key: 'pin' } } }),
      JsonPatch.add(at('command'), ['run', '--secret', 'canary-6']),
    );
    const secret = new ApiObject(shop, 'key', { apiVersion: 'v1', kind: 'Secret', stringData: { a: 'b' } });
    secret.addJsonPatch(JsonPatch.replace('/stringData/a', 'canary-7'));
    const config = new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { dbPassword: 'b' } });
    config.addJsonPatch(JsonPatch.replace('/data/dbPassword', 'canary-8'), JsonPatch.add('/data/pin', 'one'));
    const { acknowledgements } = synthesized(shop).assembly;

    expect(acknowledgements.map(({ reason }) => reason).join('\n')).toMatchInlineSnapshot(`
      "ConfigMap "config": add /data/pin as "one"
      ConfigMap "config": replace /data/dbPassword with (not shown)
      Pod "web": add /metadata/labels as {"tier":"front","long":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... (digest 5f440dd511bf7feb1eb1a2b64ccb0f84)
      Pod "web": add /spec/containers/0/command as ["run","--secret","(not shown)"]
      Pod "web": add /spec/containers/0/env/- as {"name":"API_KEY","value":"(not shown)"}
      Pod "web": add /spec/containers/0/env/- as {"name":"PIN","valueFrom":{"secretKeyRef":{"name":"pins","key":"pin"}}}
      Pod "web": add /spec/containers/0/env/- as {"name":"URL","value":"(not shown)"}
      Pod "web": copy /metadata/name to /spec/hostname
      Pod "web": replace /spec/containers/0/args/1 with (not shown)
      Pod "web": replace /spec/containers/0/args/2 with (not shown)
      Pod "web": replace /spec/containers/0/env/0/value with (not shown)
      Pod "web": replace /spec/containers/0/env/1/value with "debug"
      Secret "key": replace /stringData/a with (not shown)"
    `);
    expect(JSON.stringify(acknowledgements)).not.toContain('canary');
  });

  test('a patch whose test fails is an error', () => {
    const shop = shopOn();
    new kplus.ConfigMap(shop, 'settings', { data: { a: '1' } });
    ApiObject.of(shop.node.findChild('settings')).addJsonPatch(JsonPatch.test('/data/a', '2'));

    expect(printed(synthesized(shop).findings)).toContain('error object-not-rendered');
  });

  test('rendering twice gives the same: nothing is taken from the objects', () => {
    const shop = shopOn();
    broadSample(shop);
    ApiObject.of(shop.node.findChild('web')).addJsonPatch(JsonPatch.replace('/spec/replicas', 5));

    expect(JSON.stringify(synthesized(shop).assembly)).toBe(JSON.stringify(synthesized(shop).assembly));
  });

  test('labels, annotations and finalizers that are added late are written', () => {
    const shop = shopOn();
    const object = new ApiObject(shop, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { early: 'x' } },
    });
    object.metadata.addLabel('late', 'y');
    object.metadata.addAnnotation('note', 'z');
    object.metadata.addFinalizers('example.com/keep');
    object.metadata.add('deletionGracePeriodSeconds', 5);

    expect(objectsOf(shop)['shop/core/ConfigMap/a']?.metadata).toMatchObject({
      labels: { early: 'x', late: 'y' },
      annotations: { note: 'z' },
      finalizers: ['example.com/keep'],
      deletionGracePeriodSeconds: 5,
    });
  });
});

describe('what cdk8s resolves late', () => {
  test('a lazy anywhere, also one that gives another', () => {
    const shop = shopOn();
    const data: Record<string, string> = {};
    const lazy = Lazy.any({ produce: () => ({ ...data, nested: Lazy.any({ produce: () => 'deep' }) }) });
    new ApiObject(shop, 'plain', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain' }, data: lazy });
    new kplus.k8s.KubeConfigMap(shop, 'generated', { data: lazy as Record<string, string> });
    data['late'] = 'yes';

    for (const name of ['plain', 'generated']) {
      expect(objectsOf(shop)[`shop/core/ConfigMap/${name}`]?.['data']).toEqual({ late: 'yes', nested: 'deep' });
    }
  });

  test('a token with a resolve method', () => {
    class Token {
      resolve(): string {
        return 'resolved';
      }
    }
    const shop = shopOn();
    const data = { token: new Token() };
    new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });

    expect(objectsOf(shop)['shop/core/ConfigMap/a']?.['data']).toEqual({ token: 'resolved' });
  });

  test('resolvers of the app are asked, for plain objects and for generated ones', () => {
    class Upper implements IResolver {
      resolve(context: ResolutionContext): void {
        if (context.key.at(-1) === 'mode' && context.value === 'low') context.replaceValue('HIGH');
      }
    }
    const environment = production('1.36', new App({ resolvers: [new Upper()] }));
    const shop = new Stack(environment, 'shop', { network: 'open' });
    new ApiObject(shop, 'plain', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'plain' },
      data: { mode: 'low' },
    });
    new kplus.k8s.KubeConfigMap(shop, 'generated', { data: { mode: 'low' } });

    for (const name of ['plain', 'generated']) {
      expect(objectsOf(shop)[`shop/core/ConfigMap/${name}`]?.['data']).toEqual({ mode: 'HIGH' });
    }
  });
});

/** An object without its namespace: cdk8s gives one to cluster-scoped objects as well. */
function withoutNamespace(object: Json): Json {
  if (!isJsonObject(object) || !isJsonObject(object['metadata'] ?? null)) return object;
  const metadata = Object.entries(object['metadata'] as JsonObject).filter(([key]) => key !== 'namespace');
  return { ...object, metadata: Object.fromEntries(metadata) };
}
