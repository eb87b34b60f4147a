import { writeFileSync } from 'node:fs';
import { synthesized, everything, etcdOn } from './fixture';
test('tmp', () => {
  const result = synthesized((bed) => ({ etcd: etcdOn(bed) }));
  writeFileSync('/tmp/kube-all.txt', everything(result));
  console.log(result.findings.map((f) => `${f.code} ${f.path} ${f.detail}`).join('\n'));
  const stacked = synthesized({version: '1.34'});
  writeFileSync('/tmp/kube-stacked.txt', everything(stacked));
  console.log(stacked.findings.map((f) => `${f.code} ${f.path} ${f.detail}`).join('\n'));
});
