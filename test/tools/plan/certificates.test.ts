import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderedInstall, scriptOf } from './bed';
import { onDebianHost } from './debian-host';
import type { Outcome } from '../run';

jest.setTimeout(600_000);

const rendered = renderedInstall('bed');
const request = scriptOf(rendered, 'certificates/control-1/request');
const sign = scriptOf(rendered, 'certificates/sign');
const scripts = {
  'hand-over.sh': readFileSync(join(__dirname, 'hand-over.sh'), 'utf8'),
  'request.sh': request,
  'sign.sh': sign,
  'install.sh': scriptOf(rendered, 'certificates/control-1/install'),
  // The same host with another address.
  'moved.sh': request.replaceAll('10.88.0.11', '10.88.0.99'),
  'short.sh': sign.replaceAll(/(issue .* etcd )365 /g, '$130 '),
};

const others = ': >/tmp/parcels/certificates+control-2+requests; : >/tmp/parcels/certificates+control-3+requests';
const ask = `give request.sh certificates+control-1+requests; ${others}`;
const install = 'take install.sh certificates+control-1+issued';
const all = `${ask}; sh /steps/sign.sh; ${install}`;
const pki = '/etc/etcd/pki';

function onHost(...commands: readonly string[]): Promise<readonly Outcome[]> {
  return onDebianHost('control-1', scripts, [
    'useradd --system etcd',
    ...commands.map((command) => `. /steps/hand-over.sh; ${command}`),
  ]).then((outcomes) => outcomes.slice(1));
}

test('keys are made on the host, certificates by the control node, and they fit', async () => {
  const [first, verified, names, modes, desk, again, hidden] = await onHost(
    all,
    `openssl verify -CAfile ${pki}/ca.crt ${pki}/server.crt ${pki}/peer.crt ${pki}/healthcheck-client.crt`,
    `openssl x509 -in ${pki}/server.crt -noout -ext subjectAltName,extendedKeyUsage,keyUsage,basicConstraints`,
    `stat --format='%a %U:%G %n' ${pki}/*`,
    'stat --format="%a %n" /tmp/desk/pki /tmp/desk/pki/*; openssl x509 -in /tmp/desk/pki/etcd.crt -noout -subject -ext basicConstraints,keyUsage',
    all,
    'grep -l "PRIVATE KEY" -r /tmp/parcels /var/lib/plinth /tmp/said; ls /tmp/parcels',
  );
  expect(first?.stderr).toBe('');
  expect(first?.stdout.match(/^plinth: \w+$/gm)).toEqual(['plinth: done', 'plinth: done', 'plinth: done']);
  expect(verified?.stdout).toBe(`${pki}/server.crt: OK\n${pki}/peer.crt: OK\n${pki}/healthcheck-client.crt: OK\n`);
  expect(names?.stdout).toMatchInlineSnapshot(`
    "X509v3 Basic Constraints: critical
        CA:FALSE
    X509v3 Key Usage: critical
        Digital Signature
    X509v3 Extended Key Usage: 
        TLS Web Server Authentication, TLS Web Client Authentication
    X509v3 Subject Alternative Name: 
        DNS:control-1, DNS:localhost, IP Address:10.88.0.11, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1
    "
  `);
  expect(modes?.stdout).toMatchInlineSnapshot(`
    "644 root:root /etc/etcd/pki/ca.crt
    644 etcd:etcd /etc/etcd/pki/healthcheck-client.crt
    600 etcd:etcd /etc/etcd/pki/healthcheck-client.key
    644 etcd:etcd /etc/etcd/pki/peer.crt
    600 etcd:etcd /etc/etcd/pki/peer.key
    644 etcd:etcd /etc/etcd/pki/server.crt
    600 etcd:etcd /etc/etcd/pki/server.key
    "
  `);
  expect(desk?.stdout).toMatchInlineSnapshot(`
    "700 /tmp/desk/pki
    600 /tmp/desk/pki/etcd.crt
    600 /tmp/desk/pki/etcd.key
    subject=CN=etcd-ca
    X509v3 Basic Constraints: critical
        CA:TRUE
    X509v3 Key Usage: critical
        Certificate Sign, CRL Sign
    "
  `);
  expect(again?.stdout.match(/^plinth: \w+$/gm)).toEqual([
    'plinth: satisfied',
    'plinth: satisfied',
    'plinth: satisfied',
  ]);
  expect(hidden?.stdout).toBe(
    'certificates+control-1+issued\ncertificates+control-1+requests\ncertificates+control-2+issued\ncertificates+control-2+requests\ncertificates+control-3+issued\ncertificates+control-3+requests\n',
  );
});

const keysBefore = `sha256sum ${pki}/server.key`;

test('one that ends soon is asked for anew, with a new key that waits until it comes', async () => {
  const [, before, asked, meanwhile, installed, after, end] = await onHost(
    `${ask}; sh /steps/short.sh; ${install} 2>&1`,
    keysBefore,
    ask,
    keysBefore,
    `sh /steps/sign.sh; ${install}`,
    keysBefore,
    `openssl x509 -in ${pki}/server.crt -noout -checkend $((300 * 86400)); ls ${pki}`,
  );
  expect(asked?.stdout).toContain(`  ${pki}/server.crt ends in less than 120 days\n`);
  expect(meanwhile?.stdout).toBe(before?.stdout);
  expect(installed?.stdout).toContain(`  ${pki}/server.crt\n`);
  expect(after?.stdout).not.toBe(before?.stdout);
  expect(end?.stdout).toContain('Certificate will not expire');
  expect(end?.stdout).not.toContain('plinth-new');
});

test('one for other names is asked for anew', async () => {
  const [, asked] = await onHost(all, 'give moved.sh certificates+control-1+requests');
  expect(asked?.stdout).toMatch(
    /server\.crt is for subject=CN=control-1.*10\.88\.0\.11.*, and is to be for .*10\.88\.0\.99/,
  );
});

test('one that another authority signed, or that is not for its key, is asked for anew', async () => {
  const [, otherKey, otherAuthority] = await onHost(
    all,
    `cp ${pki}/peer.key ${pki}/server.key; ${ask}`,
    `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout /tmp/k -out ${pki}/ca.crt -subj /CN=etcd-ca 2>/dev/null; ${ask}`,
  );
  expect(otherKey?.stdout).toContain(`  ${pki}/server.crt is not the certificate of the key ${pki}/server.key\n`);
  expect(otherAuthority?.stdout).toContain(`  ${pki}/peer.crt is not signed by the authority in ${pki}/ca.crt\n`);
});

test('an authority that hosts believe is never made twice', async () => {
  const [, nothingToSign, lost, made] = await onHost(
    all,
    `rm -r /tmp/desk; ${ask} >/dev/null; sh /steps/sign.sh`,
    `rm ${pki}/server.crt; ${ask} >/dev/null; sh /steps/sign.sh`,
    'ls /tmp/desk/pki',
  );
  expect(nothingToSign).toMatchObject({ status: 0, stderr: '' });
  expect(lost).toMatchObject({
    status: 1,
    stderr:
      'plinth: The authority etcd is believed by control-1 already, and /tmp/desk/pki has no key of it. Bring the copy, etcd.key and etcd.crt: a second authority would break what runs. Asked for by: control-1.\n',
  });
  expect(made?.stdout).toBe('');
});

test('no authority is made while a host was not asked which one it believes', async () => {
  const [unasked, made, asked] = await onHost(
    `${ask}; rm /tmp/parcels/certificates+control-2+requests; sh /steps/sign.sh`,
    'ls /tmp/desk/pki',
    `${ask}; sh /steps/sign.sh`,
  );
  expect(unasked?.stderr).toMatch(
    /^plinth: certificates\/sign: control-2 was not asked in this run: there is no \/tmp\/parcels\/certificates\+control-2\+requests\. /,
  );
  expect(made?.stdout).toBe('');
  expect(asked?.stdout).toMatch(/plinth: done\n$/);
});

test('a desk with another authority than the one that hosts believe signs nothing', async () => {
  const [, , signed] = await onHost(
    all,
    `mkdir /tmp/other; cp /tmp/desk/pki/* /tmp/other; rm -r /tmp/desk; mv ${pki} /tmp/pki; rm -r /etc/kubernetes; ${all}`,
    `rm -r /tmp/desk/pki; mv /tmp/other /tmp/desk/pki; rm ${pki}/server.crt; ${ask} >/dev/null; sh /steps/sign.sh`,
  );
  expect(signed?.stderr).toMatch(
    /^plinth: control-1 believes another authority etcd \(\S+\) than the one in \/tmp\/desk\/pki \(\S+\)\. Bring the copy/,
  );
});

test('a run that was cut off goes on with the key that it made', async () => {
  const [, before, , after, installed] = await onHost(
    ask,
    `sha256sum ${pki}/server.key.plinth-new`,
    ask,
    `sha256sum ${pki}/server.key.plinth-new`,
    `sh /steps/sign.sh; ${install}`,
  );
  expect(after?.stdout).toBe(before?.stdout);
  expect(installed?.stdout).toContain('plinth: done');
});

test('a certificate for another key, or none, says so', async () => {
  const [wrong, none] = await onHost(
    `${ask}; sh /steps/sign.sh; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ${pki}/server.key.plinth-new; ${install}`,
    `rm -r /var/lib/plinth ${pki}; : >/tmp/parcels/certificates+control-1+issued; ${install}`,
  );
  expect(wrong?.stderr).toBe(
    `plinth: The certificate that came for ${pki}/server.crt on control-1 is not for the key ${pki}/server.key.plinth-new. Apply again: it is asked for anew.\n`,
  );
  expect(none?.stderr).toMatch(
    /^plinth: certificates\/control-1\/install on control-1: \S+ is missing, and nothing came for it in certificates\+control-1\+issued\. Apply from the step on that makes it\.\n$/,
  );
});
