import { Duration } from 'cdk8s';
import { bodyText, resourcesOf } from '../../../../lib/assembly';
import { etcdOn, synthesized } from './fixture';

const program = '/usr/local/libexec/plinth/renew-certificates';

test('certificates are made anew before they end, and whoever holds them is restarted', () => {
  expect(synthesized().file(program)).toMatchInlineSnapshot(`
    "#!/bin/sh
    set -eu
    # Without these "ends soon" would be said every day, and the control plane be restarted each time.
    command -v openssl >/dev/null
    [ -r /etc/kubernetes/pki/apiserver.crt ]
    if openssl x509 -checkend 10368000 -noout -in /etc/kubernetes/pki/apiserver.crt; then exit 0; fi
    /usr/bin/env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin /usr/local/bin/kubeadm certs renew all
    for component in kube-apiserver kube-controller-manager kube-scheduler etcd; do /usr/local/libexec/plinth/restart-static-pod "$component"; done
    "
  `);
});

test('etcd of its own has certificates that are not kubeadm’s', () => {
  const { file } = synthesized((bed) => ({ etcd: etcdOn(bed), lifetimes: { renewBefore: Duration.days(30) } }));

  expect(file(program)).toContain('-checkend 2592000 ');
  expect(file(program)).toContain('for component in kube-apiserver kube-controller-manager kube-scheduler; do');
});

test('never two control hosts at once', () => {
  const timers = resourcesOf(synthesized().assembly, 'unit').filter(({ spec }) =>
    spec.name.endsWith('renew-certificates.timer'),
  );
  const times = timers.map(
    ({ spec }) => /OnCalendar=(.*)/.exec(bodyText({ format: 'unit', value: spec.body ?? [] }))?.[1],
  );

  expect(times).toEqual(['*-*-* 02:00:00 UTC', '*-*-* 02:15:00 UTC', '*-*-* 02:30:00 UTC']);
});
