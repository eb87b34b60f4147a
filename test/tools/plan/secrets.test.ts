import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderedInstall, scriptOf } from './bed';
import { onDebianHost } from './debian-host';
import type { Outcome } from '../run';

jest.setTimeout(600_000);

const rendered = renderedInstall('bed');
const scripts = {
  'hand-over.sh': readFileSync(join(__dirname, 'hand-over.sh'), 'utf8'),
  'offer.sh': scriptOf(rendered, 'secrets/control-1/offer-secrets'),
  'settle.sh': scriptOf(rendered, 'secrets/settle-secrets'),
  'take.sh': scriptOf(rendered, 'secrets/take'),
  'install.sh': scriptOf(rendered, 'secrets/control-1/install-secrets'),
  'issue.sh': scriptOf(rendered, 'kubelet-worker/worker/issue-credentials'),
  'credentials.sh': scriptOf(rendered, 'kubelet-worker/worker-1/install-credentials'),
};

const encryption = '/etc/kubernetes/plinth/encryption.yaml';
const others = ': >/tmp/parcels/secrets+control-2+offered; : >/tmp/parcels/secrets+control-3+offered';
const gather = `give offer.sh secrets+control-1+offered; ${others}; sh /steps/settle.sh; sh /steps/take.sh`;
const install = 'take install.sh secrets+control-1+given secrets+control-1+secrets';
const given =
  'mkdir -p /tmp/secrets/control/etc/etcd; echo private >/tmp/secrets/control/etc/etcd/backup-key; useradd --system etcd';

function onHost(...commands: readonly string[]): Promise<readonly Outcome[]> {
  return onDebianHost(
    'control-1',
    scripts,
    commands.map((command) => `. /steps/hand-over.sh; ${command}`),
  );
}

test('what none has is made once, what people give is taken, and both are kept', async () => {
  const [, first, file, modes, again, kept, elsewhere] = await onHost(
    given,
    `${gather}; ${install}`,
    `sha256sum ${encryption}; grep -c 'secret: [A-Za-z0-9+/]\\{43\\}=$' ${encryption}`,
    `stat --format='%a %U:%G %n' ${encryption} /etc/etcd/backup-key; cat /etc/etcd/backup-key`,
    `${gather}; ${install}`,
    `sha256sum ${encryption}`,
    // Neither what was said nor a file elsewhere has the key.
    `key=$(sed -n 's/.*secret: //p' ${encryption}); grep -rl "$key" /tmp /var /run /etc --include='*' | grep -v ${encryption}; stat --format=%a /tmp/parcels/*`,
  );
  expect(first?.stderr).toBe('');
  expect(first?.stdout.match(/^plinth: \w+$/gm)).toEqual([
    'plinth: satisfied',
    'plinth: done',
    'plinth: satisfied',
    'plinth: done',
  ]);
  expect(file?.stdout.split('\n')[1]).toBe('1');
  expect(modes?.stdout).toBe(`600 root:root ${encryption}\n600 etcd:etcd /etc/etcd/backup-key\nprivate\n`);
  expect(again?.stdout.match(/^plinth: \w+$/gm)).toEqual(Array.from({ length: 4 }, () => 'plinth: satisfied'));
  expect(kept?.stdout.trim()).toBe(file?.stdout.split('\n')[0]);
  expect(new Set(elsewhere?.stdout.trim().split('\n'))).toEqual(new Set(['600']));
});

test('hosts that differ are refused, and what differs is never overwritten', async () => {
  const [, settled, installed, file] = await onHost(
    `${given}; ${gather}; ${install}`,
    `${gather} >/dev/null; sed 's/ .*/ b3RoZXI=/' /tmp/parcels/secrets+control-1+offered >/tmp/parcels/secrets+control-2+offered; sh /steps/settle.sh`,
    `sed -i 's/ .*/ b3RoZXI=/' /tmp/parcels/secrets+control-1+secrets; echo "$(sed -n 1p /tmp/parcels/secrets+control-1+offered | sed 's/ .*/ b3RoZXI=/')" >/tmp/parcels/secrets+control-1+secrets; ${install}`,
    `cat ${encryption} | head -n 1`,
  );
  expect(settled).toMatchObject({
    status: 1,
    stderr: `plinth: ${encryption} differs between control-1 and control-2, and all hosts must have the same. Find out which one is right, and remove the other.\n`,
  });
  expect(installed).toMatchObject({
    status: 1,
    stderr: `plinth: ${encryption} on control-1 differs from what was given for it, and a secret is never overwritten. Find out which of the two is right, and remove or give the other.\n`,
  });
  expect(file?.stdout).toBe('apiVersion: apiserver.config.k8s.io/v1\n');
});

test('a secret that a host may have that nobody asked is not made', async () => {
  const [unasked, asked] = await onHost(
    `${given}; give offer.sh secrets+control-1+offered >/dev/null; : >/tmp/parcels/secrets+control-2+offered; sh /steps/settle.sh; ls /tmp/parcels`,
    ': >/tmp/parcels/secrets+control-3+offered; sh /steps/settle.sh',
  );
  expect(unasked?.stderr).toBe(
    'plinth: secrets/settle-secrets: control-3 was not asked in this run: there is no /tmp/parcels/secrets+control-3+offered. What control-3 has would be made a second time. Carry out its step that gives secrets+control-3+offered in the same run, or all steps.\n',
  );
  expect(asked?.stdout).toMatch(/ {2}made \S+\nplinth: done\n$/);
});

test('files that people must give are named, all of them', async () => {
  const [missing] = await onHost('sh /steps/take.sh');
  expect(missing).toMatchObject({
    status: 1,
    stderr: `plinth: These secret files must be given, and are not below /tmp/secrets:
  control-1/etc/etcd/backup-key or control/etc/etcd/backup-key
  control-2/etc/etcd/backup-key or control/etc/etcd/backup-key
  control-3/etc/etcd/backup-key or control/etc/etcd/backup-key
`,
  });
});

test('a parcel that brings nothing is no harm to who has all, and is named to who has not', async () => {
  const [, satisfied, missing] = await onHost(
    `${given}; ${gather}; ${install}`,
    ': >/tmp/parcels/secrets+control-1+given; : >/tmp/parcels/secrets+control-1+secrets; take install.sh secrets+control-1+given',
    `rm ${encryption}; ${install}`,
  );
  expect(satisfied?.stdout).toBe('plinth: satisfied\n');
  expect(missing?.stderr).toBe(
    `plinth: secrets/control-1/install-secrets on control-1: ${encryption} is missing, and nothing came for it in secrets+control-1+given, secrets+control-1+secrets. Apply from the step on that makes it.\n`,
  );
});

const kubeadm = `#!/bin/sh
[ "$1" = token ] && echo abcdef.0123456789abcdef
`;
const kubectl = `#!/bin/sh
[ -e /tmp/joined ]
`;

test('credentials are issued while somebody has to come, and replace those of an earlier run', async () => {
  const programs = `mkdir -p /etc/kubernetes/pki; echo authority >/etc/kubernetes/pki/ca.crt; cd /usr/local/bin; cat >kubeadm <<'E'\n${kubeadm}E\ncat >kubectl <<'E'\n${kubectl}E\nchmod 755 kubeadm kubectl`;
  const credentials = '/etc/kubernetes/plinth/discovery.conf';
  const [, issued, file, replaced, joined, empty] = await onHost(
    programs,
    `give issue.sh c; take credentials.sh c`,
    `cat ${credentials}; stat --format=%a ${credentials}`,
    `echo old >${credentials}; give issue.sh c; take credentials.sh c; grep -c token: ${credentials}`,
    ': >/tmp/joined; give issue.sh c; : >/etc/kubernetes/kubelet.conf; take credentials.sh c',
    `rm /etc/kubernetes/kubelet.conf ${credentials}; take credentials.sh c`,
  );
  expect(issued?.stderr).toBe('');
  expect(issued?.stdout).toContain(`  ${credentials}\nplinth: done\n`);
  expect(issued?.stdout).not.toContain('abcdef.0123456789abcdef');
  expect(file?.stdout).toMatch(/token: abcdef\.0123456789abcdef\n600\n$/);
  expect(file?.stdout).toContain('certificate-authority-data: YXV0aG9yaXR5Cg==\n');
  expect(replaced?.stdout).toMatch(/plinth: done\n1\n$/);
  expect(joined?.stdout).toMatch(/^plinth: satisfied\n[^]*plinth: satisfied\n$/);
  expect(empty?.status).toBe(1);
});
