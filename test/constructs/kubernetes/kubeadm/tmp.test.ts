import { writeFileSync, mkdirSync } from 'node:fs';
import { synthesized, everything, etcdOn } from './fixture';
import { HostLoadBalancer } from '../../../../lib/constructs/kubernetes';
import { Duration, Size } from 'cdk8s';
test('tmp', () => {
  mkdirSync('/tmp/kd', { recursive: true });
  for (const version of ['1.34','1.35','1.36'] as const) {
    for (const kind of ['etcd','stacked'] as const) {
      const result = synthesized((bed) => ({ version, ...(kind === 'etcd' && { etcd: etcdOn(bed), nodeLabels: {worker: {a: 'b', c: 'd'}}, lifetimes: {leaf: Duration.days(90)}, apiNames: ['api.example.com'], nodePorts: [20000, 20100], kubelet: { failSwapOn: false, failCgroupV1: false, serverTLSBootstrap: true }, ignorePreflightErrors: ['SystemVerification'], conntrack: {maxPerCore: 0, min: 0}, ingress: HostLoadBalancer.on(bed.control), metrics: true }) }), {workers: {volumes: {data: Size.gibibytes(5)}}});
      for (const f of ['init','join']) writeFileSync(`/tmp/kd/${version}-${kind}-${f}.yaml`, result.file(`/etc/kubernetes/plinth/${f}.yaml`, 'control-1'));
      writeFileSync(`/tmp/kd/${version}-${kind}-worker.yaml`, result.file(`/etc/kubernetes/plinth/join.yaml`, 'worker'));
      for (const f of ['audit-policy','admission','patches/kubeletconfiguration+merge']) writeFileSync(`/tmp/kd/${version}-${kind}-${f.replace('/','_')}.yaml`, result.file(`/etc/kubernetes/plinth/${f}.yaml`));
      writeFileSync(`/tmp/kd-${version}-${kind}.txt`, everything(result));
      console.log(version, kind, result.findings.map((f) => `${f.code} ${f.path} ${f.detail}`).join('\n'));
    }
  }
});
