import { ApiObject, Size, type App } from 'cdk8s';
import { Environment, layerStack, Stack, Workload } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { object, workload } from '../../checks/assembly-of';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { Example } from './example';

const quota = { cpu: '1', memory: Size.gibibytes(1) };

function live(app: App): Environment {
  const environment = new Environment(app, 'live');
  KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'kube-router' });
  return environment;
}

const withPart = (...clusters: readonly string[]): Program => {
  return (app) => {
    const environment = new Environment(app, 'live');
    for (const id of clusters)
      KubernetesCluster.existing(environment, id, { version: '1.36', enforcer: 'kube-router' });
    new Stack(environment, 'shop');
  };
};
const tenant = (namespaces: object): Program => {
  return (app) => {
    new Stack(new Environment(app, 'staging', { cluster: live(app).cluster, namespaces }), 'shop');
  };
};
const layerIn = (of: 'tenant' | 'owner'): Program => {
  return (app) => {
    const owner = live(app);
    const other = new Environment(app, 'staging', { cluster: owner.cluster });
    layerStack(of === 'owner' ? owner : other, 'kube-system', { existing: true });
  };
};
const letIn = (kind: 'ConfigMap' | 'Deployment'): Program => {
  return (app) => {
    const manifest = kind === 'Deployment' ? workload('shop/web') : object('v1', kind, 'shop/web');
    Workload.of(new ApiObject(new Stack(live(app), 'shop'), 'web', manifest));
  };
};
const exporting = (to: 'the same cluster' | 'another'): Program => {
  return (app) => {
    const own = live(app);
    const cart = new Example(new Stack(own, 'shop'), 'cart');
    const other = new Environment(app, 'other', {
      namespaces: { quota },
      ...(to === 'the same cluster' && { cluster: own.cluster }),
    });
    if (to === 'another') KubernetesCluster.existing(other, 'cluster', { version: '1.36', enforcer: 'kube-router' });
    cart.port(7070, { exported: true }).usedBy(new Example(new Stack(other, 'shop'), 'web'));
  };
};

const cases = {
  'cluster-missing': { fault: withPart(), neighbour: withPart('cluster') },
  'cluster-second': { fault: withPart('cluster', 'another'), neighbour: withPart('cluster') },
  'export-across-clusters': { fault: exporting('another'), neighbour: exporting('the same cluster') },
  'layer-of-tenant': { fault: layerIn('tenant'), neighbour: layerIn('owner') },
  'tenant-without-quota': { fault: tenant({}), neighbour: tenant({ quota }) },
  'workload-unknown': { fault: letIn('ConfigMap'), neighbour: letIn('Deployment') },
};

everyCode<Program>('constructs/base', cases, synthesizing);
