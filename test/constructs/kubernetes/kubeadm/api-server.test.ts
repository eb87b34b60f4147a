import { resourcesOf } from '../../../../lib/assembly';
import { synthesized } from './fixture';

const folder = '/etc/kubernetes/plinth';

test('who did what is kept, without the bodies of secrets', () => {
  expect(synthesized().file(`${folder}/audit-policy.yaml`)).toMatchSnapshot();
});

test('namespaces that say nothing have the baseline, and kube-system is exempt', () => {
  expect(synthesized().file(`${folder}/admission.yaml`)).toMatchSnapshot();
});

test('the key of encryption is made at apply and is the same on all control hosts', () => {
  const [secret] = resourcesOf(synthesized().assembly, 'host-secret').filter(
    ({ spec }) => spec.path === `${folder}/encryption.yaml`,
  );

  expect(secret?.spec).toMatchObject({
    on: { pool: 'control' },
    mode: '0600',
    maker: 'generatedAtApply',
    template: { randomBytes: { key: 32 } },
    sharedBy: [{ pool: 'control' }],
    effect: { kind: 'run', command: ['/usr/local/libexec/plinth/restart-static-pod', 'kube-apiserver'] },
  });
});

test('without audit and encryption the API server is told nothing of them', () => {
  const { file, assembly } = synthesized({ audit: false, encryptionAtRest: false });
  const init = file(`${folder}/init.yaml`, 'control-1');

  expect(init).not.toContain('audit');
  expect(init).not.toContain('encryption');
  expect(resourcesOf(assembly, 'host-secret').map(({ spec }) => spec.path)).not.toContain(`${folder}/encryption.yaml`);
});

test('an argument by hand takes the place of ours, and reviewers see why', () => {
  const { file, assembly } = synthesized({}, {}, (cluster) => {
    cluster.apiServer.setArgument('--audit-log-maxage', '90', { reason: 'The auditors want a quarter.' });
  });

  expect(file(`${folder}/init.yaml`, 'control-1')).toContain('- name: audit-log-maxage\n      value: "90"\n');
  expect(assembly.acknowledgements).toContainEqual({
    code: 'api-server-argument',
    on: '_hosts/kubernetes',
    reason: 'audit-log-maxage=90: The auditors want a quarter.',
  });
});

test('credentials for joining and keys of authorities stand in no file', () => {
  const { assembly } = synthesized();
  const secrets = resourcesOf(assembly, 'host-secret').map(({ spec }) => spec.path);
  const files = resourcesOf(assembly, 'file').map(({ spec }) => spec.path);

  expect(secrets).toEqual(
    expect.arrayContaining([`${folder}/discovery.conf`, '/etc/kubernetes/pki/ca.key', '/etc/kubernetes/pki/sa.key']),
  );
  expect(files.filter((path) => secrets.includes(path))).toEqual([]);
});
