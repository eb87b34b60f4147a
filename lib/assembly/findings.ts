import { findingKind } from '../core';

const kubernetesNames = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const cdk8sTraps = 'docs/decisions/0003-own-synthesizer.md';

export const objectDuplicate = findingKind({
  code: 'object-duplicate',
  severity: 'error',
  summary: 'two objects have the same kind, namespace and name',
  references: [kubernetesNames, cdk8sTraps],
  acknowledgeable: false,
});

export const fileCollision = findingKind({
  code: 'file-collision',
  severity: 'error',
  summary: 'two resources would be written to the same file',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const fileContent = findingKind({
  code: 'file-content',
  severity: 'error',
  summary: 'a file on hosts holds what its format cannot carry',
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html', 'docs/guide.md#hosts'],
  acknowledgeable: false,
});

export const filePath = findingKind({
  code: 'file-path',
  severity: 'error',
  summary: 'a file or unit on hosts has no proper path or name',
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html', 'docs/guide.md#hosts'],
  acknowledgeable: false,
});

export const nameInvalid = findingKind({
  code: 'name-invalid',
  severity: 'error',
  summary: 'a name breaks the rules for names of its kind',
  references: [kubernetesNames],
  acknowledgeable: false,
});

export const namespaceOnClusterScoped = findingKind({
  code: 'namespace-on-cluster-scoped',
  severity: 'error',
  summary: 'a cluster-scoped object was given a namespace',
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace',
  ],
  acknowledgeable: false,
});

export const objectNotRendered = findingKind({
  code: 'object-not-rendered',
  severity: 'error',
  summary: 'an object could not be turned into a manifest',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const valueMissing = findingKind({
  code: 'value-missing',
  severity: 'error',
  summary: 'a list holds undefined',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const valueNotANumber = findingKind({
  code: 'value-not-a-number',
  severity: 'error',
  summary: 'a number is NaN or infinite',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const valueNotPlain = findingKind({
  code: 'value-not-plain',
  severity: 'error',
  summary: 'a value has no form in a manifest',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const textHoldsObject = findingKind({
  code: 'text-holds-object',
  severity: 'error',
  summary: 'a text holds an object that was not resolved',
  references: [cdk8sTraps],
  acknowledgeable: true,
});

export const fieldDropped = findingKind({
  code: 'field-dropped',
  severity: 'error',
  summary: 'a field was given to an object but is not in its manifest',
  references: [cdk8sTraps],
  acknowledgeable: false,
});

export const fieldUnknown = findingKind({
  code: 'field-unknown',
  severity: 'error',
  summary: 'a field does not exist in the cluster’s Kubernetes version',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  acknowledgeable: false,
});

export const fieldType = findingKind({
  code: 'field-type',
  severity: 'error',
  summary: 'a field has a value of the wrong type',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  acknowledgeable: false,
});

export const fieldValue = findingKind({
  code: 'field-value',
  severity: 'error',
  summary: 'a field has a value that is not among the allowed ones',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  acknowledgeable: false,
});

export const fieldRequired = findingKind({
  code: 'field-required',
  severity: 'error',
  summary: 'a required field is missing',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  acknowledgeable: false,
});

export const listKeyDuplicate = findingKind({
  code: 'list-key-duplicate',
  severity: 'error',
  summary: 'two items of a list have the same key',
  references: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy'],
  acknowledgeable: false,
});

export const apiRemoved = findingKind({
  code: 'api-removed',
  severity: 'error',
  summary: 'the cluster’s Kubernetes version does not serve this API',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  acknowledgeable: false,
});

export const apiUnknown = findingKind({
  code: 'api-unknown',
  severity: 'error',
  summary: 'a kind is neither Kubernetes’ own nor defined in this environment',
  references: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/'],
  acknowledgeable: true,
});

export const edgeOpen = findingKind({
  code: 'edge-open',
  severity: 'error',
  summary: 'an edge ends at something that is not deployed',
  references: ['docs/guide.md#edges'],
  acknowledgeable: false,
});

export const edgeCrossesEnvironments = findingKind({
  code: 'edge-crosses-environments',
  severity: 'error',
  summary: 'an output of another environment is used without being exported there',
  references: ['docs/guide.md#environments'],
  acknowledgeable: false,
});

export const secretConflict = findingKind({
  code: 'secret-conflict',
  severity: 'error',
  summary: 'a secret is declared twice in different ways',
  references: ['docs/guide.md#secrets'],
  acknowledgeable: false,
});

export const versionNotAvailable = findingKind({
  code: 'version-not-available',
  severity: 'error',
  summary: 'a locked release is not known to this Plinth',
  references: ['docs/guide.md#versions'],
  acknowledgeable: false,
});

export const validationFailed = findingKind({
  code: 'validation-failed',
  severity: 'error',
  summary: 'a construct’s own validation failed',
  references: ['https://docs.aws.amazon.com/cdk/api/v2/docs/constructs.Node.html#addwbrvalidationvalidation'],
  acknowledgeable: false,
});

export const acknowledgementUnused = findingKind({
  code: 'acknowledgement-unused',
  severity: 'warning',
  summary: 'an acknowledgement matches no finding',
  references: ['docs/findings.md'],
  acknowledgeable: false,
});

export const resourceConflict = findingKind({
  code: 'resource-conflict',
  severity: 'error',
  summary: 'the same thing is said twice of a host or layer, in different ways',
  references: ['docs/guide.md#hosts'],
  acknowledgeable: false,
});
