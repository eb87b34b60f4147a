import { fieldAt, objectAt, objectsAt, textAt, textsAt } from '../../../core';
import { quoted } from '../../facts/text';
import { procMount, seccompOverrides } from './baseline';
import { isInUserNamespace, isText, isWindows, type Control, type JudgedPod, type Violation } from './violation';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted, in its order. */
export const restricted: readonly Control[] = [
  { name: 'Volume Types', level: 'restricted', replaces: 'HostPath Volumes', violations: volumeTypes },
  { name: 'Privilege Escalation', level: 'restricted', violations: privilegeEscalation },
  { name: 'Running as Non-root', level: 'restricted', violations: nonRoot },
  { name: 'Running as Non-root user', level: 'restricted', violations: nonRootUser },
  { name: 'Seccomp', level: 'restricted', replaces: 'Seccomp', violations: seccomp },
  { name: 'Capabilities', level: 'restricted', replaces: 'Capabilities', violations: capabilities },
  { name: '/proc Mount Type', level: 'restricted', replaces: '/proc Mount Type', violations: procMount },
];

const volumeKinds: ReadonlySet<string> = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);

function volumeTypes({ spec }: JudgedPod): readonly Violation[] {
  return objectsAt(spec, 'volumes').flatMap((volume) => {
    const kinds = Object.keys(volume).filter((key) => key !== 'name' && objectAt(volume, key));
    // The API server makes a volume of no kind an emptyDir.
    if (kinds.length === 0 || kinds.some((kind) => volumeKinds.has(kind))) return [];
    const field = `volumes["${textAt(volume, 'name') ?? ''}"]`;
    return [{ field, is: `is ${kinds.join(', ')}`, fix: 'use a claim or another allowed kind' }];
  });
}

function privilegeEscalation(pod: JudgedPod): readonly Violation[] {
  if (isWindows(pod)) return [];
  return pod.contexts.flatMap(({ field, context }) => {
    const value = fieldAt(context, 'allowPrivilegeEscalation');
    if (value === false) return [];
    return [{ field: `${field}.allowPrivilegeEscalation`, is: isText(value), fix: 'write false' }];
  });
}

function nonRoot(pod: JudgedPod, minor: number): readonly Violation[] {
  if (isInUserNamespace(pod, minor)) return [];
  const isSet = fieldAt(pod.spec, 'securityContext', 'runAsNonRoot') === true;
  return pod.holders.flatMap(({ field, context, isPod }) => {
    const value = fieldAt(context, 'runAsNonRoot') ?? undefined;
    // The pod's value holds for containers that have none of their own.
    if (value === true || (value === undefined && (isPod || isSet))) return [];
    return [{ field: `${field}.runAsNonRoot`, is: isText(value), fix: 'write true, here or for the pod' }];
  });
}

function nonRootUser(pod: JudgedPod, minor: number): readonly Violation[] {
  if (isInUserNamespace(pod, minor)) return [];
  return pod.holders
    .filter(({ context }) => fieldAt(context, 'runAsUser') === 0)
    .map(({ field }) => ({ field: `${field}.runAsUser`, is: 'is 0', fix: 'write another user, such as 1000' }));
}

function seccomp(pod: JudgedPod): readonly Violation[] {
  if (isWindows(pod)) return [];
  const overrides = seccompOverrides(pod);
  const type = fieldAt(pod.spec, 'securityContext', 'seccompProfile', 'type');
  if (type === 'RuntimeDefault' || type === 'Localhost') return overrides;
  const missing = pod.contexts
    .filter(({ context }) => !objectAt(context, 'seccompProfile'))
    .map(({ field }) => {
      return {
        field: `${field}.seccompProfile.type`,
        is: 'is not set',
        fix: 'write RuntimeDefault, here or for the pod',
      };
    });
  return [...overrides, ...missing];
}

function capabilities(pod: JudgedPod): readonly Violation[] {
  if (isWindows(pod)) return [];
  return pod.contexts.flatMap(({ field, context }) => {
    const dropped = textsAt(context, 'capabilities', 'drop');
    const added = textsAt(context, 'capabilities', 'add').filter((one) => one !== 'NET_BIND_SERVICE');
    return [
      ...(dropped.includes('ALL')
        ? []
        : [
            {
              field: `${field}.capabilities.drop`,
              is: dropped.length === 0 ? 'is not set' : `has only ${quoted(dropped)}`,
              fix: 'write ["ALL"]',
            },
          ]),
      ...(added.length === 0
        ? []
        : [{ field: `${field}.capabilities.add`, is: `has ${quoted(added)}`, fix: 'leave NET_BIND_SERVICE at most' }]),
    ];
  });
}
