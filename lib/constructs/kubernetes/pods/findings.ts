import { findingKind } from '../../../core';

export const envNameInvalid = findingKind({
  code: 'env-name-invalid',
  severity: 'error',
  summary: 'an environment variable has a name that programs cannot read',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  acknowledgeable: false,
});

export const mountPathInvalid = findingKind({
  code: 'mount-path-invalid',
  severity: 'error',
  summary: 'a file or volume is mounted at a path that is not absolute and plain',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  acknowledgeable: false,
});

export const mountPathTaken = findingKind({
  code: 'mount-path-taken',
  severity: 'error',
  summary: 'two things are mounted at one path',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  acknowledgeable: false,
});

export const filesTooLarge = findingKind({
  code: 'files-too-large',
  severity: 'error',
  summary: 'the files of a component do not fit into a ConfigMap',
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  acknowledgeable: false,
});

export const resourcesInvalid = findingKind({
  code: 'resources-invalid',
  severity: 'error',
  summary: 'a container asks for an amount that cannot be given',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  acknowledgeable: false,
});

export const rootUser = findingKind({
  code: 'user-is-root',
  severity: 'error',
  summary: 'a container that must not run as root has the user 0',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  acknowledgeable: false,
});

export const portInvalid = findingKind({
  code: 'port-invalid',
  severity: 'error',
  summary: 'a port cannot be declared like this',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  acknowledgeable: false,
});
