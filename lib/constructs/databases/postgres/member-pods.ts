import { Duration, Size } from 'cdk8s';
import { toYaml } from '../../../assembly';
import type { SecretValue } from '../../../core';
import { Health, PodField, Volume, type ContainerSettings, type Env, type Files, type Volumes } from '../../kubernetes';
import { imageText } from '../image';
import type { PodSettings } from '../pod-template';
import { ownRoles } from './access';
import type { Backup } from './backup';
import type { ClusterSecrets } from './cluster-secrets';
import { dynamicConfig, paths, patroniConfig, patroniPort, postgresPort, type PatroniSettings } from './patroni-config';
import { pgbackrestConf, repositoryPath } from './pgbackrest-config';
import type { PostgresClusterProps } from './postgres-props';
import type { PostgresSettings } from './postgres-settings';
import { archiveSh, backupHereSh } from './scripts/backup-sh';
import { startSh } from './scripts/start-sh';

/** Where postgres_exporter listens by default. */
export const exporterPort = 9187;

/** What the pods of a cluster are made from. */
export interface Member {
  readonly props: PostgresClusterProps;
  readonly settings: PostgresSettings;
  readonly namespace: string;
  /** `/<environment>/<stack>/<name>`: environments that share a bucket must not share a repository. */
  readonly repository: string;
  readonly secrets: ClusterSecrets;
}

/** The files of every member. They are the same for all; what differs comes from the environment. */
export function memberFiles({ props, settings, namespace, repository }: Member): Files {
  const { name } = settings;
  const patroni: PatroniSettings = {
    name,
    namespace,
    version: props.backend.patroni.version,
    times: settings.times,
    binDirectory: settings.binDirectory,
    hasWalVolume: settings.size.hasWalVolume,
    synchronous: settings.synchronous,
    parameters: settings.parameters,
    ...(props.backup && {
      archive: {
        push: `/bin/sh /etc/pgbackrest/archive.sh ${name} "%p"`,
        fetch: `pgbackrest --stanza=${name} archive-get %f "%p"`,
      },
    }),
  };
  return {
    [paths.config]: toYaml(patroniConfig(patroni)),
    [paths.dynamic]: toYaml(dynamicConfig(patroni)),
    [paths.start]: startSh,
    ...(props.backup && {
      '/etc/pgbackrest/pgbackrest.conf': pgbackrestConf(name, repository, props.backup),
      '/etc/pgbackrest/archive.sh': archiveSh,
      '/etc/pgbackrest/backup-here.sh': backupHereSh,
    }),
  };
}

/** The pods of a cluster. */
export function memberPods(member: Member): PodSettings {
  const { props, settings } = member;
  const { runAs, size } = settings;
  return {
    container: serverContainer(member),
    sidecars: props.monitoring ? [exporterContainer(imageText(props.monitoring.image), member.secrets)] : [],
    // Patroni's own ConfigMaps are called `<name>-config`, `-leader`, `-sync` and `-failover`.
    config: memberConfig(settings.name),
    claims: { data: paths.dataVolume, ...(size.hasWalVolume && { wal: paths.walVolume }) },
    security: { user: runAs.user, group: runAs.group },
    spread: settings.spread,
    token: true,
    // A server that is asked to stop writes a checkpoint, which takes its time, and only then hands over.
    gracePeriod: Duration.minutes(2),
  };
}

/** What the ConfigMap of the members is called after. */
export function memberConfig(name: string): string {
  return `${name}-patroni`;
}

function serverContainer(member: Member): ContainerSettings {
  const { props, settings, secrets } = member;
  return {
    name: 'postgres',
    image: imageText(props.image),
    command: ['/bin/sh', paths.start, settings.name],
    ports: { postgres: postgresPort, patroni: patroniPort },
    // Alive is who runs Patroni's loop: cloning a large leader takes hours, and must not be cut short.
    health: Health.http('patroni', '/liveness', { timeout: Duration.seconds(5), readiness: { path: '/readiness' } }),
    env: { ...patroniEnv(secrets), ...(props.backup && backupEnv(props.backup)) },
    resources: settings.resources,
    files: memberFiles(member),
    writable: ['/tmp', paths.socket],
    volumes: memberVolumes(member),
  };
}

function memberVolumes({ props, settings }: Member): Volumes {
  const destination = props.backup?.to.spec;
  return {
    // Parallel queries share memory through it; what a container has by itself is 64 MiB.
    '/dev/shm': Volume.empty({ inMemory: true, sizeLimit: Size.mebibytes(Math.ceil(settings.size.memory / 4)) }),
    ...(destination?.kind === 'volume' && { [repositoryPath]: Volume.claim(destination.claim) }),
  };
}

/** What differs between members, and what is secret. Kubernetes puts in the address where it says `$(...)`. */
function patroniEnv({ superuser, patroni }: ClusterSecrets): Env {
  const address = '$(PATRONI_KUBERNETES_POD_IP)';
  return {
    PATRONI_NAME: PodField.podName,
    PATRONI_KUBERNETES_POD_IP: PodField.podIp,
    PATRONI_POSTGRESQL_CONNECT_ADDRESS: `${address}:${String(postgresPort)}`,
    PATRONI_RESTAPI_CONNECT_ADDRESS: `${address}:${String(patroniPort)}`,
    PATRONI_SUPERUSER_USERNAME: ownRoles.superuser,
    PATRONI_SUPERUSER_PASSWORD: superuser.key('password'),
    PATRONI_REPLICATION_USERNAME: ownRoles.replication,
    PATRONI_REPLICATION_PASSWORD: patroni.key('replication-password'),
    PATRONI_REWIND_USERNAME: ownRoles.rewind,
    PATRONI_REWIND_PASSWORD: patroni.key('rewind-password'),
    PATRONI_RESTAPI_USERNAME: 'patroni',
    PATRONI_RESTAPI_PASSWORD: patroni.key('restapi-password'),
  };
}

function backupEnv({ to, passphrase }: Backup): Env {
  const credentials = to.spec.kind === 's3' ? to.spec.credentials : undefined;
  const keys: Readonly<Record<string, SecretValue>> = credentials
    ? {
        PGBACKREST_REPO1_S3_KEY: credentials.key('access-key'),
        PGBACKREST_REPO1_S3_KEY_SECRET: credentials.key('secret-key'),
      }
    : {};
  return { ...keys, ...(passphrase && { PGBACKREST_REPO1_CIPHER_PASS: passphrase }) };
}

function exporterContainer(image: string, { monitoring }: ClusterSecrets): ContainerSettings {
  return {
    name: 'exporter',
    image,
    ports: { metrics: exporterPort },
    health: Health.tcp('metrics'),
    env: {
      DATA_SOURCE_URI: `localhost:${String(postgresPort)}/postgres?sslmode=disable`,
      DATA_SOURCE_USER: ownRoles.monitoring,
      DATA_SOURCE_PASS: monitoring.key('password'),
    },
    resources: { cpu: '20m', memory: Size.mebibytes(64) },
  };
}
