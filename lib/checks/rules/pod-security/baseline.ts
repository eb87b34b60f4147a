import { fieldAt, numberAt, objectAt, objectsAt, textAt, textsAt } from '../../../core';
import type { Container } from '../../facts/pods';
import { quoted } from '../../facts/text';
import { isInUserNamespace, isText, type Control, type JudgedPod, type Violation } from './violation';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline, in its order. */
export const baseline: readonly Control[] = [
  { name: 'HostProcess', level: 'baseline', violations: hostProcess },
  { name: 'Host Namespaces', level: 'baseline', violations: hostNamespaces },
  { name: 'Privileged Containers', level: 'baseline', violations: privileged },
  { name: 'Capabilities', level: 'baseline', violations: capabilities },
  { name: 'HostPath Volumes', level: 'baseline', violations: hostPaths },
  { name: 'Host Ports', level: 'baseline', violations: hostPorts },
  { name: 'Host Probes / Lifecycle Hooks', level: 'baseline', violations: hostProbes },
  { name: 'AppArmor', level: 'baseline', violations: appArmor },
  { name: 'SELinux', level: 'baseline', violations: seLinux },
  {
    name: '/proc Mount Type',
    level: 'baseline',
    violations: (pod, minor) => (isInUserNamespace(pod, minor) ? [] : procMount(pod)),
  },
  { name: 'Seccomp', level: 'baseline', violations: seccompOverrides },
  { name: 'Sysctls', level: 'baseline', violations: sysctls },
];

function hostProcess(pod: JudgedPod): readonly Violation[] {
  return pod.holders
    .filter(({ context }) => fieldAt(context, 'windowsOptions', 'hostProcess') === true)
    .map(({ field }) => ({ field: `${field}.windowsOptions.hostProcess`, is: 'is true', fix: 'remove it' }));
}

function hostNamespaces({ spec }: JudgedPod): readonly Violation[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((field) => fieldAt(spec, field) === true)
    .map((field) => ({ field, is: 'is true', fix: 'remove it' }));
}

function privileged({ contexts }: JudgedPod): readonly Violation[] {
  return contexts
    .filter(({ context }) => fieldAt(context, 'privileged') === true)
    .map(({ field }) => ({ field: `${field}.privileged`, is: 'is true', fix: 'remove it' }));
}

/** What container runtimes give by default, without NET_RAW. */
const defaultCapabilities: ReadonlySet<string> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

function capabilities({ contexts }: JudgedPod): readonly Violation[] {
  return contexts.flatMap(({ field, context }) => {
    const added = textsAt(context, 'capabilities', 'add').filter((one) => !defaultCapabilities.has(one));
    return added.length === 0
      ? []
      : [
          {
            field: `${field}.capabilities.add`,
            is: `has ${quoted(added)}`,
            fix: 'remove what is no default capability',
          },
        ];
  });
}

function hostPaths({ spec }: JudgedPod): readonly Violation[] {
  return objectsAt(spec, 'volumes')
    .filter((volume) => objectAt(volume, 'hostPath'))
    .map((volume) => ({
      field: `volumes["${textAt(volume, 'name') ?? ''}"].hostPath`,
      is: isText(fieldAt(volume, 'hostPath', 'path')),
      fix: 'use another kind of volume',
    }));
}

function hostPorts({ containers }: JudgedPod): readonly Violation[] {
  return containers.flatMap(({ spec, field }) =>
    objectsAt(spec, 'ports').flatMap((port) => {
      const number = numberAt(port, 'hostPort') ?? 0;
      return number === 0 ? [] : [{ field: `${field}.ports.hostPort`, is: `is ${number}`, fix: 'use a Service' }];
    }),
  );
}

function hostProbes({ containers }: JudgedPod, minor: number): readonly Violation[] {
  if (minor < 34) return [];
  return containers.flatMap((container) => [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => hostsOf(container, [name])),
    ...['postStart', 'preStop'].flatMap((name) => hostsOf(container, ['lifecycle', name])),
  ]);
}

function hostsOf({ spec, field }: Container, path: readonly string[]): readonly Violation[] {
  return ['httpGet', 'tcpSocket'].flatMap((action) => {
    const host = textAt(spec, ...path, action, 'host') ?? '';
    const place = [field, ...path, action, 'host'].join('.');
    return host === '' ? [] : [{ field: place, is: isText(host), fix: 'leave it out: the pod itself is asked' }];
  });
}

const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

function appArmor(pod: JudgedPod): readonly Violation[] {
  const fix = 'write RuntimeDefault or Localhost';
  const fields = pod.holders.flatMap(({ field, context }) => {
    const profile = objectAt(context, 'appArmorProfile');
    const type = fieldAt(profile, 'type');
    const isAllowed = !profile || type === 'RuntimeDefault' || type === 'Localhost';
    return isAllowed ? [] : [{ field: `${field}.appArmorProfile.type`, is: isText(type), fix }];
  });
  const annotations = Object.entries(pod.annotations)
    .filter(([key, value]) => key.startsWith(appArmorAnnotation) && !/^$|^runtime\/default$|^localhost\//.test(value))
    .map(([key, value]) => ({ field: `annotations["${key}"]`, is: isText(value), fix: 'write runtime/default' }));
  return [...fields, ...annotations];
}

function seLinux(pod: JudgedPod, minor: number): readonly Violation[] {
  const types = [
    '',
    'container_t',
    'container_init_t',
    'container_kvm_t',
    ...(minor >= 31 ? ['container_engine_t'] : []),
  ];
  return pod.holders.flatMap(({ field, context }) => {
    const options = objectAt(context, 'seLinuxOptions');
    const type = textAt(options, 'type') ?? '';
    const wrongType = types.includes(type) ? [] : [{ field: 'type', value: type, fix: `write ${types[1] ?? ''}` }];
    const set = ['user', 'role'].flatMap((name) => {
      const value = textAt(options, name) ?? '';
      return value === '' ? [] : [{ field: name, value, fix: 'remove it' }];
    });
    return [...wrongType, ...set].map((one) => ({
      field: `${field}.seLinuxOptions.${one.field}`,
      is: isText(one.value),
      fix: one.fix,
    }));
  });
}

/** Anything but the masked default. */
export function procMount({ contexts }: JudgedPod): readonly Violation[] {
  return contexts.flatMap(({ field, context }) => {
    const type = fieldAt(context, 'procMount') ?? 'Default';
    return type === 'Default' ? [] : [{ field: `${field}.procMount`, is: isText(type), fix: 'remove it' }];
  });
}

/** Profiles that switch seccomp off. */
export function seccompOverrides(pod: JudgedPod): readonly Violation[] {
  return pod.holders.flatMap(({ field, context }) => {
    const profile = objectAt(context, 'seccompProfile');
    const type = fieldAt(profile, 'type');
    const isAllowed = !profile || type === 'RuntimeDefault' || type === 'Localhost';
    return isAllowed ? [] : [{ field: `${field}.seccompProfile.type`, is: isText(type), fix: 'write RuntimeDefault' }];
  });
}

/** Sysctls that hold for the pod alone, with the version of the standards that first had them. */
const safeSysctls: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
]);

function sysctls({ spec }: JudgedPod, minor: number): readonly Violation[] {
  const names = objectsAt(spec, 'securityContext', 'sysctls').map((one) => textAt(one, 'name') ?? '');
  return names
    .filter((name) => (safeSysctls.get(name) ?? Infinity) > minor)
    .map((name) => ({ field: 'securityContext.sysctls', is: `has "${name}"`, fix: 'set it on the hosts' }));
}
