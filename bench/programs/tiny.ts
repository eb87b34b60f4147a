import { ApiObject } from 'cdk8s';
import { Environment, Stack } from '../../lib/constructs/base';
import { KubernetesCluster } from '../../lib/constructs/kubernetes';
import { App } from '../../lib/program';

const app = new App();
const environment = new Environment(app, 'tiny', { tier: 'development' });
KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'kube-router' });
const stack = new Stack(environment, 'hello');
new ApiObject(stack, 'greeting', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'greeting' },
  ...{ data: { text: 'hello' } },
});
app.synth();
