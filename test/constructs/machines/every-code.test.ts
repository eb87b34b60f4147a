import { Environment } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { MachineBackend, type S3BackendProps } from '../../../lib/constructs/machines';
import { everyCode, synthesizing, type Program } from '../../every-code';

const keptAt =
  (endpoint: string): Program =>
  (app) => {
    const environment = new Environment(app, 'lab');
    KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'calico' });
    const props: S3BackendProps = { bucket: 'state', region: 'eu-1', endpoint };
    MachineBackend.s3(environment, 'state', props);
  };

everyCode(
  'constructs/machines',
  {
    'backend-invalid': { fault: keptAt('s3.example.com'), neighbour: keptAt('https://s3.example.com') },
  },
  synthesizing,
);
