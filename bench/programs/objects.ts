import type { Construct } from 'constructs';
import { k8s } from 'cdk8s-plus-27';

/** How much a program declares: `stacks` with `apps` in each, every app ten objects. */
export interface Size {
  readonly stacks: number;
  readonly apps: number;
  /** Whether every stack needs the one before it. */
  readonly chained: boolean;
}

/** A size from a program's arguments, `100 10 chained`. */
export function sizeOf([stacks, apps, chained]: readonly string[]): Size {
  return { stacks: Number(stacks), apps: Number(apps), chained: chained === 'chained' };
}

/** Declares stacks full of apps. Stock cdk8s and Plinth run this very code; only what a stack is differs. */
export function declareStacks(size: Size, stackOf: (id: string) => Construct): void {
  let before: Construct | undefined;
  for (let index = 0; index < size.stacks; index++) {
    const id = `team-${String(index)}`;
    const stack = stackOf(id);
    if (size.chained && before) stack.node.addDependency(before);
    before = stack;
    // Names say the stack as well, so that they differ where all files lie in one folder.
    for (let app = 0; app < size.apps; app++) declareApp(stack, `${id}-app-${String(app)}`);
  }
}

/** What people declare for one service that runs under the "restricted" pod security standard. */
function declareApp(stack: Construct, name: string): void {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, labels };
  new k8s.KubeServiceAccount(stack, `${name}-account`, { metadata, automountServiceAccountToken: false });
  new k8s.KubeConfigMap(stack, `${name}-config`, {
    metadata,
    data: {
      LOG_LEVEL: 'info',
      CACHE_SECONDS: '300',
      'application.yaml': `server:\n  port: 8080\n  name: ${name}\nfeatures:\n  - search\n  - export\n`,
    },
  });
  new k8s.KubeDeployment(stack, `${name}-deployment`, {
    metadata,
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podOf(name) } },
  });
  new k8s.KubeService(stack, `${name}-service`, {
    metadata,
    spec: {
      selector: labels,
      ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http'), protocol: 'TCP' }],
    },
  });
  new k8s.KubeHorizontalPodAutoscalerV2(stack, `${name}-autoscaler`, {
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  });
  new k8s.KubePodDisruptionBudget(stack, `${name}-budget`, {
    metadata,
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels } },
  });
  new k8s.KubeNetworkPolicy(stack, `${name}-policy`, {
    metadata,
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'frontend' } } }],
          ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(8080) }],
        },
      ],
    },
  });
  new k8s.KubeRole(stack, `${name}-role`, {
    metadata,
    rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [name], verbs: ['get', 'watch'] }],
  });
  new k8s.KubeRoleBinding(stack, `${name}-binding`, {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name }],
  });
  new k8s.KubeCronJob(stack, `${name}-cleanup`, {
    metadata,
    spec: {
      schedule: '17 3 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          template: {
            metadata: { labels: { 'app.kubernetes.io/name': `${name}-cleanup` } },
            spec: { ...podOf(name), restartPolicy: 'Never' },
          },
        },
      },
    },
  });
}

function podOf(name: string): k8s.PodSpec {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'app',
        image: `registry.example.com/${name}@sha256:${'0123456789abcdef'.repeat(4)}`,
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env: [
          { name: 'APP_NAME', value: name },
          { name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name, key: 'LOG_LEVEL' } } },
        ],
        resources: {
          requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
          limits: { memory: k8s.Quantity.fromString('256Mi') },
        },
        readinessProbe: { httpGet: { path: '/ready', port: k8s.IntOrString.fromString('http') }, periodSeconds: 5 },
        livenessProbe: { httpGet: { path: '/live', port: k8s.IntOrString.fromString('http') }, periodSeconds: 20 },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
      },
    ],
    volumes: [{ name: 'config', configMap: { name } }],
  };
}
