import { findingKind } from '../../core';

const gateways = 'https://gateway-api.sigs.k8s.io/api-types/httproute/';
const autoscaling = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const deployments = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/';

export const imageInvalid = findingKind({
  code: 'image-invalid',
  severity: 'error',
  summary: 'an image reference has the wrong form',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  acknowledgeable: false,
});

export const imagesFile = findingKind({
  code: 'images-file',
  severity: 'error',
  summary: 'a file of images does not hold what the program asks for',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  acknowledgeable: false,
});

export const nodePortInvalid = findingKind({
  code: 'node-port-invalid',
  severity: 'error',
  summary: 'an exposed component cannot have its port of nodes',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  acknowledgeable: false,
});

export const healthMissing = findingKind({
  code: 'health-missing',
  severity: 'error',
  summary: 'a service that others dial does not say how one can tell that it is ready',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  acknowledgeable: false,
});

export const healthNone = findingKind({
  code: 'health-none',
  severity: 'warning',
  summary: 'nothing asks whether a component is ready',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  acknowledgeable: true,
});

export const scaleInvalid = findingKind({
  code: 'scale-invalid',
  severity: 'error',
  summary: 'a component cannot be scaled like this',
  references: [autoscaling],
  acknowledgeable: false,
});

export const scaleZero = findingKind({
  code: 'scale-zero',
  severity: 'error',
  summary: 'a component of production runs no pods',
  references: [deployments],
  acknowledgeable: true,
});

export const releaseInvalid = findingKind({
  code: 'release-invalid',
  severity: 'error',
  summary: 'a component cannot be released like this',
  references: [`${deployments}#strategy`],
  acknowledgeable: false,
});

export const releaseSame = findingKind({
  code: 'release-same',
  severity: 'warning',
  summary: 'the live and the staged release are the same',
  references: ['https://martinfowler.com/bliki/BlueGreenDeployment.html'],
  acknowledgeable: true,
});

export const releaseNeedsGap = findingKind({
  code: 'release-needs-gap',
  severity: 'error',
  summary: 'an update waits for ever for a volume that only one node can mount',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  acknowledgeable: true,
});

export const gracePeriodShort = findingKind({
  code: 'grace-period-short',
  severity: 'error',
  summary: 'a container is killed before it has stopped taking requests',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  acknowledgeable: false,
});

export const exposePort = findingKind({
  code: 'expose-port',
  severity: 'error',
  summary: 'it is not clear which port is exposed',
  references: [gateways],
  acknowledgeable: false,
});

export const exposeWithoutIngress = findingKind({
  code: 'expose-without-ingress',
  severity: 'error',
  summary: 'a component is exposed in a cluster that the world cannot enter',
  references: [gateways],
  acknowledgeable: false,
});

export const exposeTaken = findingKind({
  code: 'expose-taken',
  severity: 'error',
  summary: 'two components are exposed at the same host and path',
  references: [gateways],
  acknowledgeable: false,
});

export const metricsPort = findingKind({
  code: 'metrics-port',
  severity: 'error',
  summary: 'metrics are offered at a port that nothing can scrape',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  acknowledgeable: false,
});

export const externalAddressInvalid = findingKind({
  code: 'external-address-invalid',
  severity: 'error',
  summary: 'a system outside of the cluster has no address that can be used',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors'],
  acknowledgeable: false,
});

export const externalAddressOpen = findingKind({
  code: 'external-address-open',
  severity: 'error',
  summary: 'a system outside of the cluster is known by name only, so its consumers may reach every public address',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  acknowledgeable: true,
});

export const manifestInvalid = findingKind({
  code: 'manifest-invalid',
  severity: 'error',
  summary: 'a file of manifests holds something that is no manifest',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields'],
  acknowledgeable: false,
});

export const jobInvalid = findingKind({
  code: 'job-invalid',
  severity: 'error',
  summary: 'a job cannot run like this',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
  acknowledgeable: false,
});

export const envSetTwice = findingKind({
  code: 'env-set-twice',
  severity: 'error',
  summary: 'a variable or a file of a component is given twice',
  references: ['docs/guide.md#edges'],
  acknowledgeable: false,
});
