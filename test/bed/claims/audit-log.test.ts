import { hostViews } from '../../../lib/assembly';
import { auditLogPath } from './audit-log';
import { bedAssembly } from './environment';

test('control hosts write an audit log where kubeadm is told, workers none', () => {
  const paths = hostViews(bedAssembly()).map((view) => [view.name, auditLogPath(view)]);
  const path = '/var/log/kubernetes/audit/audit.log';

  expect(Object.fromEntries(paths)).toEqual({
    'control-1': path,
    'control-2': path,
    'control-3': path,
    'worker-1': undefined,
    'worker-2': undefined,
  });
});
