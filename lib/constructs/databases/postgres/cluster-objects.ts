import { objectId, type ComponentPods, type ComponentSpec, type DisruptionGroup } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { KubernetesObject, memoryQuantity, selectorLabels, type Component } from '../../base';
import { addService, componentPorts, resolvePorts } from '../../kubernetes';
import { templateOf } from '../pod-template';
import { exporterPort, memberPods, type Member } from './member-pods';
import { patroniPort, postgresPort, roleLabel } from './patroni-config';
import { patroniLine } from './patroni-versions';

/** What a cluster is, as data. */
export function componentSpec(
  cluster: Component & { readonly pods: ComponentPods },
  { props }: Member,
  disruption: DisruptionGroup,
): ComponentSpec {
  const { name, stack } = cluster;
  const object = objectId({ stack: stack.node.id, group: 'apps', kind: 'StatefulSet', name });
  return {
    type: 'postgres-cluster',
    pods: cluster.pods,
    ports: [
      ...componentPorts(resolvePorts({ postgres: postgresPort }), `${name}-rw`),
      ...componentPorts(resolvePorts({ replicas: postgresPort }), `${name}-ro`),
      ...componentPorts(resolvePorts({ patroni: patroniPort, ...(props.monitoring && { metrics: exporterPort }) })),
    ],
    readiness: { kind: 'rollout', object },
    disruption,
    procedures: {
      install: 'apply',
      update: disruption.kind === 'single' ? 'restart-with-gap' : 'rolling-restart',
      remove: props.deletionPolicy === 'delete' ? 'delete' : 'retain',
    },
  };
}

/** The StatefulSet of the members, the services in front of them, and what Patroni may do. */
export function addClusterObjects(cluster: Component, member: Member): void {
  addServices(cluster, member);
  addRole(cluster, member);
  new KubernetesObject(cluster, 'stateful-set', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: cluster.name,
    body: () => ({ spec: statefulSet(cluster, member) }),
  });
}

function addServices(cluster: Component, { props }: Member): void {
  const { name } = cluster;
  const { leader } = patroniLine(props.backend.patroni.version);
  const ports = resolvePorts({ postgres: postgresPort });
  const labelled = (role: string) => (): Readonly<Record<string, string>> => ({
    ...selectorLabels(name),
    [roleLabel]: role,
  });
  addService(cluster, 'service-rw', { name: `${name}-rw`, selector: labelled(leader.value), ports });
  addService(cluster, 'service-ro', { name: `${name}-ro`, selector: labelled('replica'), ports });
  addService(cluster, 'service', {
    name,
    selector: () => selectorLabels(name),
    ports,
    headless: true,
    publishNotReady: true,
  });
}

/**
 * What Patroni does with the API, and nothing more: its state is in four ConfigMaps, and it labels its own pods.
 *
 * `list` and `watch` cannot be narrowed to names, because Patroni asks by label.
 */
function addRole(cluster: Component, { settings }: Member): void {
  const { name } = cluster;
  const configMaps = ['config', 'failover', 'leader', 'sync'].map((suffix) => `${name}-${suffix}`);
  const pods = Array.from({ length: settings.instances }, (_, index) => `${name}-${String(index)}`);
  const rule = (resource: string, verbs: readonly string[], resourceNames?: readonly string[]): JsonObject => ({
    apiGroups: [''],
    resources: [resource],
    verbs: [...verbs],
    ...(resourceNames && { resourceNames: [...resourceNames] }),
  });
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  new KubernetesObject(cluster, 'role', {
    apiVersion,
    kind: 'Role',
    name,
    body: () => ({
      rules: [
        rule('configmaps', ['create', 'list', 'watch']),
        rule('configmaps', ['get', 'patch'], configMaps),
        rule('pods', ['list', 'watch']),
        rule('pods', ['get', 'patch'], pods),
      ],
    }),
  });
  new KubernetesObject(cluster, 'role-binding', {
    apiVersion,
    kind: 'RoleBinding',
    name,
    body: () => ({
      subjects: [{ kind: 'ServiceAccount', name, namespace: cluster.stack.namespace }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    }),
  });
}

function statefulSet(cluster: Component, member: Member): JsonObject {
  const { props, settings } = member;
  return {
    replicas: settings.instances,
    serviceName: cluster.name,
    // Members need each other to become ready, so none may wait for the one before it.
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate' },
    selector: { matchLabels: selectorLabels(cluster.name) },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: props.deletionPolicy === 'delete' ? 'Delete' : 'Retain',
      whenScaled: 'Retain',
    },
    template: templateOf(cluster, memberPods(member)),
    volumeClaimTemplates: [
      claim(cluster, member, 'data', memoryQuantity(props.storage)),
      ...(props.walStorage ? [claim(cluster, member, 'wal', memoryQuantity(props.walStorage))] : []),
    ],
  };
}

function claim(cluster: Component, { props }: Member, name: string, storage: string): JsonObject {
  return {
    metadata: { name, labels: selectorLabels(cluster.name) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      ...(props.storageClass !== undefined && { storageClassName: props.storageClass }),
    },
  };
}
