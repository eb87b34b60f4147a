/** What steps in the cluster are called that belong to no group of objects. */
export const objectStepNames = {
  kubeconfig: 'cluster/kubeconfig',
  intent: 'record/intent',
  nodes: 'cluster/nodes-ready',
  spread: (deployment: string) => `cluster/spread-${deployment}`,
  prune: 'cluster/prune',
  deployed: 'record/deployed',
} as const;
