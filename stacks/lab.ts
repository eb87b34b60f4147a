// A cluster from the operating system up, with one of everything that runs in it: three control hosts, two workers, etcd with its
// own authority, flannel, Kubernetes, a database, a cache, and a service that the world reaches through the endpoint's address.
import { Size } from 'cdk8s';
import { Environment, Stack, type EnvironmentProps } from '../lib/constructs/base';
import {
  Persistence,
  PostgresBackend,
  PostgresCluster,
  RedisCache,
  type Synchronous,
} from '../lib/constructs/databases';
import { EtcdBackup, EtcdCluster, type EtcdBackupDestination } from '../lib/constructs/etcd';
import { HostPool, type HostPoolProps } from '../lib/constructs/hosts';
import {
  Health,
  HostLoadBalancer,
  KubernetesCluster,
  VirtualIp,
  type KubernetesClusterProps,
} from '../lib/constructs/kubernetes';
import type { Machine } from '../lib/constructs/machines';
import { Flannel, FlannelDatastore } from '../lib/constructs/network';
import { Expose, Image, Microservice } from '../lib/constructs/services';
import type { KubernetesMinor } from '../lib/kube-api';
import type { App } from '../lib/program';

export interface LabProps extends EnvironmentProps {
  readonly version: KubernetesMinor;
  /** What all hosts have in common: operating system, network, people, mirrors. */
  readonly hosts: Omit<HostPoolProps, 'count' | 'firstAddress' | 'machine' | 'volumes'>;
  readonly machines: { readonly control: Machine; readonly worker: Machine };
  /** The first address of the control hosts and of the workers, and the one that moves between control hosts. */
  readonly addresses: { readonly control: string; readonly worker: string; readonly endpoint: string };
  readonly backup: EtcdBackupDestination;
  /** Where flannel keeps its leases; in etcd it gets a cluster of its own. @default 'kubernetes' */
  readonly flannel?: 'kubernetes' | 'etcd';
  /** How the world comes in: load balancers on the control hosts that know every service, or a gateway in the cluster. @default 'hosts' */
  readonly ingress?: 'hosts' | 'gateway';
  /** Settings of the cluster that an environment needs besides. @default - none */
  readonly settings?: Pick<
    KubernetesClusterProps,
    | 'apiFrom'
    | 'storage'
    | 'kubelet'
    | 'conntrack'
    | 'maxConnections'
    | 'restrictOomScoreAdj'
    | 'ignorePreflightErrors'
    | 'metrics'
  >;
  /** The images of what runs in it. */
  readonly images: { readonly guestbook: string; readonly postgres: string; readonly redis: string };
  /** Whether the guestbook's writes wait for a standby. @default - they do not */
  readonly synchronous?: Synchronous;
  /** The name under which the world reaches the guestbook. */
  readonly host: string;
}

export class Lab extends Environment {
  readonly control: HostPool;
  readonly workers: HostPool;

  constructor(app: App, id: string, props: LabProps) {
    super(app, id, props);
    const { version, machines, addresses } = props;
    this.control = new HostPool(this, 'control', {
      ...props.hosts,
      count: 3,
      machine: machines.control,
      firstAddress: addresses.control,
    });
    this.workers = new HostPool(this, 'worker', {
      ...props.hosts,
      count: 2,
      machine: machines.worker,
      firstAddress: addresses.worker,
      volumes: { database: Size.gibibytes(10), cache: Size.gibibytes(2) },
    });

    const backup = EtcdBackup.daily({ to: props.backup });
    const etcd = new EtcdCluster(this, 'etcd', { hosts: this.control, version: '3.6', backup });
    const network = new Flannel(this, 'network', {
      pods: '10.244.0.0/16',
      services: '10.96.0.0/16',
      ...(props.flannel === 'etcd' && { datastore: this.#leases() }),
    });
    new KubernetesCluster(this, 'kubernetes', {
      version,
      controlPlane: this.control,
      workers: this.workers,
      etcd,
      network,
      endpoint: VirtualIp.at(addresses.endpoint),
      ingress: props.ingress === 'gateway' ? HostLoadBalancer.gateway(this.control) : HostLoadBalancer.on(this.control),
      ...props.settings,
    });
    this.#addGuestbook(props);
  }

  /** On the workers: who has a certificate for it reads and writes all of it, so it is never the etcd of Kubernetes. */
  #leases(): FlannelDatastore {
    const backup = EtcdBackup.none({ reason: 'Leases of flannel are made anew.' });
    const leases = new EtcdCluster(this, 'leases', { hosts: this.workers.take(1), version: '3.6', backup });
    return FlannelDatastore.etcd(leases);
  }

  #addGuestbook({ images, host, synchronous }: LabProps): void {
    const guests = new Stack(this, 'guests');
    const entries = new PostgresCluster(guests, 'entries', {
      version: '17',
      image: images.postgres,
      backend: PostgresBackend.patroni({ version: '4.0' }),
      instances: 2,
      storage: Size.gibibytes(10),
      ...(synchronous && { synchronous }),
    });
    const visits = new RedisCache(guests, 'visits', {
      image: images.redis,
      persistence: Persistence.appendOnly(Size.gibibytes(2)),
    });
    new Microservice(guests, 'guestbook', {
      image: Image.of(images.guestbook),
      ports: { http: 8080 },
      health: Health.http('http', '/healthz'),
      env: { DATABASE_URL: entries.url('guestbook'), REDIS_URL: visits.url() },
      expose: Expose.http(host),
    });
  }
}
