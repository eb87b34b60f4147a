/** Where a fault is planted into an object of a kind: a place as JSON Pointer (RFC 6901) says it, without escapes. */
export interface PlantedFaults {
  /** A field that the kind does not have: one of its own, misspelt. */
  readonly unknownField: string;
  /** A field that gets a value which the kind does not take, and how the server names the field. */
  readonly invalid: { readonly at: string; readonly value: unknown; readonly named: string };
}

/** A misspelt field of a container, and a port that there is not, in the pods of a workload. */
const inPods: PlantedFaults = {
  unknownField: '/spec/template/spec/containers/0/comand',
  invalid: {
    at: '/spec/template/spec/containers/0/ports',
    value: [{ containerPort: 99_999 }],
    named: 'spec.template.spec.containers[0].ports[0].containerPort',
  },
};

function faults(unknownField: string, at: string, value: unknown, named: string): PlantedFaults {
  return { unknownField, invalid: { at, value, named } };
}

const binding = faults('/subjects/0/nam', '/subjects/0/kind', 'Users', 'subjects[0].kind');
const role = faults('/rules/0/verb', '/rules/0/verbs', [], 'rules[0].verbs');

/** By the kind, one misspelt field and one invalid value. */
export const plantedFaults: Readonly<Record<string, PlantedFaults>> = {
  APIService: faults('/spec/prioritty', '/spec/versionPriority', 0, 'spec.versionPriority'),
  ClusterRole: role,
  ClusterRoleBinding: binding,
  ConfigMap: faults('/dat', '/data', { 'a b': '' }, 'data[a b]'),
  CronJob: faults('/spec/scheduel', '/spec/schedule', 'daily', 'spec.schedule'),
  DaemonSet: inPods,
  Deployment: inPods,
  EndpointSlice: faults('/endpoints/0/adresses', '/addressType', 'IPv5', 'addressType'),
  Gateway: faults('/spec/listeners/0/prot', '/spec/listeners/0/port', 99_999, 'spec.listeners[0].port'),
  GatewayClass: faults('/spec/controler', '/spec/controllerName', 'traefik', 'spec.controllerName'),
  HTTPRoute: faults('/spec/hostname', '/spec/hostnames', ['10.0.0.1:80'], 'spec.hostnames[0]'),
  HorizontalPodAutoscaler: faults('/spec/maxReplica', '/spec/maxReplicas', 0, 'spec.maxReplicas'),
  Job: inPods,
  LimitRange: faults(
    '/spec/limits/0/defaults',
    '/spec/limits/0/max',
    { memory: '1Mi' },
    'spec.limits[0].default[memory]',
  ),
  Namespace: faults('/spec/finalizer', '/metadata/labels', { 'a b': '' }, 'metadata.labels'),
  NetworkPolicy: faults('/spec/policyType', '/spec/policyTypes', ['Egres'], 'spec.policyTypes[0]'),
  PersistentVolume: faults('/spec/local/pth', '/spec/volumeMode', 'Files', 'spec.volumeMode'),
  PersistentVolumeClaim: faults('/spec/storageClas', '/spec/accessModes', ['ReadOnce'], 'spec.accessModes'),
  PodDisruptionBudget: faults('/spec/minAvailabel', '/spec/maxUnavailable', '120%', 'spec.maxUnavailable'),
  ReferenceGrant: faults('/spec/form', '/spec/to/0/kind', 'no kind', 'spec.to[0].kind'),
  ResourceQuota: faults('/spec/hart', '/spec/hard/pods', '-1', 'spec.hard[pods]'),
  Role: role,
  RoleBinding: binding,
  Service: faults('/spec/ports/0/prot', '/spec/ports/0/port', 99_999, 'spec.ports[0].port'),
  ServiceAccount: faults('/secret', '/automountServiceAccountToken', 'maybe', 'automountServiceAccountToken'),
  StatefulSet: inPods,
  StorageClass: faults('/volumeBinding', '/volumeBindingMode', 'Later', 'volumeBindingMode'),
};

/** A copy of an object with a value at a place. */
export function planted<T>(object: T, pointer: string, value: unknown): T {
  const copy = structuredClone(object);
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() ?? '';
  let place: Record<string, unknown> = copy as Record<string, unknown>;
  for (const step of steps) place = (place[step] ??= {}) as Record<string, unknown>;
  place[last] = value;
  return copy;
}
