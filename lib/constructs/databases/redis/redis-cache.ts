import type { Construct } from 'constructs';
import { objectId, type ComponentPods, type ComponentSpec, type Contribution } from '../../../assembly';
import {
  nameRule,
  report,
  Secret,
  type EdgeRequest,
  type JsonObject,
  type SecretValue,
  type Text,
} from '../../../core';
import { Component, KubernetesObject, memoryQuantity, selectorLabels } from '../../base';
import {
  addConfigMap,
  addService,
  addServiceAccount,
  componentPorts,
  Health,
  imagePullSecrets,
  PortHandle,
  resolvePorts,
  Volume,
} from '../../kubernetes';
import type { Files } from '../../kubernetes';
import { imageText } from '../image';
import { Login } from '../login';
import { addDeployment, templateOf, type PodSettings } from '../pod-template';
import { authFile, redisConf, redisPort } from './redis-conf';
import type { RedisCacheProps } from './redis-props';
import { redisChoiceProblems, redisSettings, type RedisSettings } from './redis-settings';
import { redisProblems } from './validate-redis';

const configFile = '/etc/redis/redis.conf';
const ports = { redis: redisPort };

/**
 * One Redis server: a cache, or a store that one process may keep.
 *
 * There are no replicas: whoever needs what it holds to survive a node uses PostgresCluster.
 */
export class RedisCache extends Component {
  readonly ports: { readonly redis: PortHandle };
  readonly #props: RedisCacheProps;
  readonly #settings: RedisSettings;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id, props, { ...nameRule('Service'), maxLength: nameRule('StatefulSet').maxLength });
    this.#props = props;
    this.#settings = redisSettings(props);
    this.#secret = Secret.generatedAtApply(`${this.name}-redis`, {
      password: { random: { length: 32 } },
      url: { template: `redis://:{password}@${this.name}:${String(redisPort)}/0` },
      'auth.conf': { template: 'requirepass {password}\n' },
    });
    const service = { name: this.name, port: redisPort };
    this.ports = {
      redis: new PortHandle({ owner: this, name: 'redis', service, container: redisPort, kind: 'needs' }),
    };
    const problems = [...redisChoiceProblems(props), ...redisProblems(this.#settings)];
    for (const { kind, detail, fix } of problems) report(this, kind, detail, fix);
    addServiceAccount(this, this.name);
    addConfigMap(this, this.name, () => this.#files);
    addService(this, 'service', {
      name: this.name,
      selector: () => selectorLabels(this.name),
      ports: resolvePorts(ports),
    });
    if (this.#settings.persistence.size) this.#addStatefulSet(memoryQuantity(this.#settings.persistence.size));
    else addDeployment(this, { replicas: 1, strategy: 'Recreate' }, () => this.#pod);
  }

  override get pods(): ComponentPods {
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name) };
  }

  /**
   * What clients connect to: a reference to a secret with the password in it, `redis://:...@cart:6379/0`; with `auth: 'none'`
   * a text without one.
   */
  url(): SecretValue | Text {
    return this.password ? new Login(this.#secret, 'url', this.#edge, this) : this.ports.redis.url('redis', '/0');
  }

  /** The password alone, for clients that take it apart from the address. Undefined with `auth: 'none'`. */
  get password(): SecretValue | undefined {
    return this.#settings.auth === 'none' ? undefined : new Login(this.#secret, 'password', this.#edge, this);
  }

  protected override componentSpec(): ComponentSpec {
    const kind = this.#settings.persistence.size ? 'StatefulSet' : 'Deployment';
    return {
      type: 'redis-cache',
      pods: this.pods,
      ports: componentPorts(resolvePorts(ports), this.name),
      readiness: {
        kind: 'rollout',
        object: objectId({ stack: this.stack.node.id, group: 'apps', kind, name: this.name }),
      },
      disruption: { kind: 'single' },
      procedures: {
        install: 'apply',
        update: 'restart-with-gap',
        remove: this.#settings.persistence.size ? 'retain' : 'delete',
      },
    };
  }

  protected override contribute(into: Contribution): void {
    for (const secret of imagePullSecrets(this)) into.secret(secret);
    if (this.#settings.auth === 'password') into.secret(this.#secret);
  }

  get #edge(): EdgeRequest {
    return { kind: 'needs', target: this, port: { name: 'redis', number: redisPort, protocol: 'TCP' } };
  }

  get #files(): Files {
    return {
      [configFile]: redisConf(this.#settings),
      ...(this.#settings.auth === 'password' && { [authFile]: this.#secret.key('auth.conf') }),
    };
  }

  get #pod(): PodSettings {
    const { resources, security, persistence, auth } = this.#settings;
    return {
      container: {
        name: 'redis',
        image: imageText(this.#props.image),
        command: ['redis-server', configFile],
        ports,
        // Only the program itself knows whether its data is loaded: a connection is taken before. `-e` is from Redis 7.
        health: Health.exec(['redis-cli', '-e', 'ping']),
        env: { REDISCLI_AUTH: auth === 'password' ? this.#secret.key('password') : undefined },
        resources,
        security,
        files: this.#files,
        ...(!persistence.size && { volumes: { '/data': Volume.empty() } }),
      },
      security,
      ...(persistence.size && { claims: { data: '/data' } }),
    };
  }

  #addStatefulSet(storage: string): void {
    const { storageClass } = this.#settings.persistence;
    new KubernetesObject(this, 'stateful-set', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      name: this.name,
      body: (): JsonObject => ({
        spec: {
          replicas: 1,
          serviceName: this.name,
          selector: { matchLabels: selectorLabels(this.name) },
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
          template: templateOf(this, this.#pod),
          volumeClaimTemplates: [
            {
              metadata: { name: 'data', labels: selectorLabels(this.name) },
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage } },
                ...(storageClass !== undefined && { storageClassName: storageClass }),
              },
            },
          ],
        },
      }),
    });
  }
}
