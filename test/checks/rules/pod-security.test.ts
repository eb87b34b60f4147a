import { namespace, object, found, workload, type WorkloadParts } from '../assembly-of';

const bare: WorkloadParts = { container: { securityContext: undefined }, pod: { securityContext: undefined } };
const within = (level: string, parts: WorkloadParts, version = '1.36'): string =>
  found('pod-security', [namespace('shop', level), workload('shop/cart', parts)], { cluster: { version } });

test('a pod that says nothing in a restricted namespace', () => {
  expect(within('restricted', bare)).toMatchInlineSnapshot(`
    "error pod-security
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) breaks 4 rules of the level "restricted" (v1.36), which Namespace "shop" (stacks/shop.ts:10) enforces. The API server would refuse its pods:
    - Privilege Escalation: containers["main"].securityContext.allowPrivilegeEscalation is not set; write false.
    - Running as Non-root: containers["main"].securityContext.runAsNonRoot is not set; write true, here or for the pod.
    - Seccomp: containers["main"].securityContext.seccompProfile.type is not set; write RuntimeDefault, here or for the pod.
    - Capabilities: containers["main"].securityContext.capabilities.drop is not set; write ["ALL"].
    fix Write each field as said; a Microservice does unless its security says otherwise. Or lower the level of the stack: { podSecurity: 'baseline' }."
  `);
});

test('a pod that takes everything in a baseline namespace', () => {
  const container = {
    securityContext: {
      privileged: true,
      procMount: 'Unmasked',
      capabilities: { add: ['NET_ADMIN', 'CHOWN'] },
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
      seLinuxOptions: { type: 'spc_t', user: 'system_u' },
      windowsOptions: { hostProcess: true },
    },
    ports: [{ containerPort: 80, hostPort: 80 }],
    livenessProbe: { httpGet: { host: '127.0.0.1', port: 80 } },
  };
  const pod = {
    hostNetwork: true,
    hostPID: true,
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
    securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] },
  };
  expect(within('baseline', { container, pod })).toMatchInlineSnapshot(`
    "error pod-security
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) breaks 14 rules of the level "baseline" (v1.36), which Namespace "shop" (stacks/shop.ts:10) enforces. The API server would refuse its pods:
    - HostProcess: containers["main"].securityContext.windowsOptions.hostProcess is true; remove it.
    - Host Namespaces: hostNetwork is true; remove it.
    - Host Namespaces: hostPID is true; remove it.
    - Privileged Containers: containers["main"].securityContext.privileged is true; remove it.
    - Capabilities: containers["main"].securityContext.capabilities.add has "NET_ADMIN"; remove what is no default capability.
    - HostPath Volumes: volumes["root"].hostPath is "/"; use another kind of volume.
    - Host Ports: containers["main"].ports.hostPort is 80; use a Service.
    - Host Probes / Lifecycle Hooks: containers["main"].livenessProbe.httpGet.host is "127.0.0.1"; leave it out: the pod itself is asked.
    - AppArmor: containers["main"].securityContext.appArmorProfile.type is "Unconfined"; write RuntimeDefault or Localhost.
    - SELinux: containers["main"].securityContext.seLinuxOptions.type is "spc_t"; write container_t.
    - SELinux: containers["main"].securityContext.seLinuxOptions.user is "system_u"; remove it.
    - /proc Mount Type: containers["main"].securityContext.procMount is "Unmasked"; remove it.
    - Seccomp: containers["main"].securityContext.seccompProfile.type is "Unconfined"; write RuntimeDefault.
    - Sysctls: securityContext.sysctls has "kernel.msgmax"; set it on the hosts.
    fix Write each field as said, or lower the level of the stack, { podSecurity: 'privileged' }, and acknowledge "pod-security-level"."
  `);
});

test('what only restricted refuses', () => {
  const pod = {
    securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } },
    volumes: [{ name: 'share', nfs: { server: 'nfs.example.com', path: '/' } }],
  };
  const container = {
    securityContext: { allowPrivilegeEscalation: true, capabilities: { drop: ['CHOWN'], add: ['SETUID'] } },
  };
  expect(within('restricted', { container, pod })).toMatchInlineSnapshot(`
    "error pod-security
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30) breaks 7 rules of the level "restricted" (v1.36), which Namespace "shop" (stacks/shop.ts:10) enforces. The API server would refuse its pods:
    - Volume Types: volumes["share"] is nfs; use a claim or another allowed kind.
    - Privilege Escalation: containers["main"].securityContext.allowPrivilegeEscalation is true; write false.
    - Running as Non-root: securityContext.runAsNonRoot is false; write true, here or for the pod.
    - Running as Non-root: containers["main"].securityContext.runAsNonRoot is not set; write true, here or for the pod.
    - Running as Non-root user: securityContext.runAsUser is 0; write another user, such as 1000.
    - Capabilities: containers["main"].securityContext.capabilities.drop has only "CHOWN"; write ["ALL"].
    - Capabilities: containers["main"].securityContext.capabilities.add has "SETUID"; leave NET_BIND_SERVICE at most.
    fix Write each field as said; a Microservice does unless its security says otherwise. Or lower the level of the stack: { podSecurity: 'baseline' }."
  `);
  expect(within('baseline', { container, pod })).toBe('');
});

test.each<readonly [string, string, WorkloadParts]>([
  ['a careful pod in restricted', 'restricted', {}],
  ['a pod that says nothing in baseline', 'baseline', bare],
  ['everything in privileged', 'privileged', { pod: { hostPID: true } }],
  [
    'the one capability',
    'restricted',
    {
      container: {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        },
      },
    },
  ],
  [
    'a safe sysctl',
    'restricted',
    {
      pod: {
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'Localhost' },
          sysctls: [{ name: 'net.ipv4.tcp_rmem' }],
        },
      },
    },
  ],
  ['a volume of no kind, which is an emptyDir', 'restricted', { pod: { volumes: [{ name: 'tmp' }] } }],
])('%s', (_, level, parts) => {
  expect(within(level, parts)).toBe('');
});

test('root in a user namespace is nobody on the node, from 1.35 on', () => {
  const pod = { hostUsers: false, securityContext: { runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } } };
  expect(within('restricted', { pod }, '1.36')).toBe('');
  expect(within('restricted', { pod }, '1.34')).toContain('Running as Non-root');
});

test('hosts of probes are asked about from 1.34 on, as the namespace pins it', () => {
  const container = { livenessProbe: { tcpSocket: { host: '10.0.0.1', port: 8080 } } };
  const labels = {
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.33',
  };
  const pinned = object('v1', 'Namespace', 'shop', { metadata: { labels } });
  expect(found('pod-security', [pinned, workload('shop/cart', { container })])).toBe('');
  expect(within('baseline', { container })).toContain('Host Probes / Lifecycle Hooks');
});

test('a namespace that the environment does not declare is not judged', () => {
  expect(found('pod-security', [workload('monitoring/agent', bare)])).toBe('');
});

test('every kind with a pod template is asked', () => {
  const kinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];
  for (const kind of kinds) {
    const parts = { kind, container: { securityContext: { privileged: true } } };
    expect(within('baseline', parts)).toContain(`${kind} "shop/cart"`);
  }
});

test('a namespace without a level', () => {
  const shop = object('v1', 'Namespace', 'shop', {});
  expect(found('pod-security-level', [shop])).toMatchInlineSnapshot(`
    "error pod-security-level
    at  live/shop stacks/shop.ts:10
    why Namespace "shop" (stacks/shop.ts:10) has no label pod-security.kubernetes.io/enforce: the API server takes every pod there, also one that owns its node.
    fix Write new Stack(environment, 'shop', { podSecurity: 'restricted' }), or 'baseline'; acknowledge "pod-security-level" where pods must reach their node."
  `);
});

test('a namespace that takes everything', () => {
  expect(found('pod-security-level', [namespace('shop', 'privileged')])).toMatchInlineSnapshot(`
    "error pod-security-level
    at  live/shop stacks/shop.ts:10
    why Namespace "shop" (stacks/shop.ts:10) has pod-security.kubernetes.io/enforce=privileged: the API server takes every pod there, also one that owns its node.
    fix Write new Stack(environment, 'shop', { podSecurity: 'restricted' }), or 'baseline'; acknowledge "pod-security-level" where pods must reach their node."
  `);
});

test('a level that does not exist', () => {
  expect(found('pod-security-level', [namespace('shop', 'restrited')])).toMatchInlineSnapshot(`
    "error pod-security-level
    at  live/shop stacks/shop.ts:10
    why Namespace "shop" (stacks/shop.ts:10) has pod-security.kubernetes.io/enforce=restrited, which is no level: the API server takes every pod there, also one that owns its node.
    fix Did you mean "restricted"?"
  `);
});

test('the two levels that protect', () => {
  expect(found('pod-security-level', [namespace('shop', 'baseline')])).toBe('');
  expect(found('pod-security-level', [namespace('shop', 'restricted')])).toBe('');
});
