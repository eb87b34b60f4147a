import type { ResourceId } from '../../../assembly';
import { addAccount, addRole, bind, layerStack, type AddOn, type Environment } from '../../base';
import { addDisruptionBudget } from '../pods/disruption-budget';
import { addReleasedAddOn } from './add-on';
import { kubeletsUnverified } from './findings';
import { metricsServerPod, metricsServerPort } from './metrics-server-pod';

export interface MetricsServerProps {
  /** How many of it run. @default - two in production, one elsewhere */
  readonly replicas?: number;
  /**
   * Whether kubelets have certificates that the cluster's authority signed, which needs serverTLSBootstrap and somebody who
   * approves their requests. Otherwise kubelets sign their own, and nobody can tell a kubelet from another that says so.
   */
  readonly verifyKubelets: () => boolean;
  /** The image by digest, where somebody has it. @default - upstream's, by the tag of its release */
  readonly image?: string | undefined;
  /** The component that must be there before objects can be applied. */
  readonly controlPlane: () => ResourceId;
}

const name = 'metrics-server';

/** Adds metrics-server, which answers how much processor time and memory pods use: for autoscaling and `kubectl top`. */
export function addMetricsServer(environment: Environment, props: MetricsServerProps): AddOn {
  const { replicas = environment.tier === 'production' ? 2 : 1, verifyKubelets, controlPlane } = props;
  const { addOn, image, labels } = addReleasedAddOn(layerStack(environment, 'kube-system', { existing: true }), name, {
    kind: 'Deployment',
    disruption: () =>
      replicas >= 2 ? { kind: 'max-unavailable', members: replicas, maxUnavailable: 1 } : { kind: 'single' },
    ports: [{ name: 'https', number: metricsServerPort, protocol: 'TCP', service: { name, port: 443 } }],
    ...{ controlPlane, image: props.image },
    contribute: (into) => {
      if (verifyKubelets()) return;
      into.finding(
        kubeletsUnverified,
        'metrics-server takes the word of whoever answers for a kubelet: kubelets sign their own certificates, as nobody approves their requests for others.',
        "Run an approver and name it: { kubelet: { serverTLSBootstrap: true }, servingCertificateApprover: 'kubelet-csr-approver' }.",
      );
    },
  });
  addOn.acknowledge('namespace-system', 'It reads there who may ask it, and upstream puts it there.');
  addPermissions(addOn);
  addOn.add({
    apiVersion: 'v1',
    kind: 'Service',
    name,
    body: () => ({ spec: { selector: labels, ports: [{ name: 'https', port: 443, targetPort: 'https' }] } }),
  });
  addOn.add({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    name: 'v1beta1.metrics.k8s.io',
    body: () => ({
      spec: {
        ...{ group: 'metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100 },
        service: { name, namespace: addOn.stack.namespace },
        // It makes a certificate for itself at each start, which nobody can know before.
        insecureSkipTLSVerify: true,
      },
    }),
  });
  addOn.add({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name,
    body: () => {
      const facts = environment.tryCluster?.facts;
      return metricsServerPod({ replicas, labels, image: image(), verifyKubelets: verifyKubelets(), facts });
    },
  });
  addDisruptionBudget(addOn, { name, labels: () => labels, replicas });
  return addOn;
}

/** https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/manifests/base/rbac.yaml */
function addPermissions(addOn: AddOn): void {
  const read = ['get', 'list', 'watch'];
  const aggregate = (role: string): readonly [string, string] => [
    `rbac.authorization.k8s.io/aggregate-to-${role}`,
    'true',
  ];
  addAccount(addOn);
  addRole(
    addOn,
    'ClusterRole',
    'system:aggregated-metrics-reader',
    [{ apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'], verbs: read }],
    Object.fromEntries(['view', 'edit', 'admin'].map(aggregate)),
  );
  addRole(addOn, 'ClusterRole', `system:${name}`, [
    { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods', 'nodes'], verbs: read },
  ]);
  bind(addOn, { kind: 'ClusterRoleBinding', name: `system:${name}`, role: { name: `system:${name}` } });
  bind(addOn, {
    kind: 'ClusterRoleBinding',
    name: `${name}:system:auth-delegator`,
    role: { name: 'system:auth-delegator' },
  });
  bind(addOn, {
    kind: 'RoleBinding',
    name: `${name}-auth-reader`,
    role: { kind: 'Role', name: 'extension-apiserver-authentication-reader' },
  });
}
