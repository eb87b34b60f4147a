import { join } from 'node:path';
import { schemas, upstream } from '../../tools/upstream';
import { kubeconform, type Conformance } from './kubeconform';

jest.setTimeout(600_000);
beforeAll(() => Promise.all([upstream('kubeconform'), schemas()]));

const fixtures = join(__dirname, 'fixtures/kubeconform');

test.each(['1.34', '1.35', '1.36'])('good objects are valid in %s', async (minor) => {
  const answers = await kubeconform(join(fixtures, 'good'), minor);
  expect(answers).toHaveLength(8);
  expect(answers.filter(({ valid }) => !valid)).toEqual([]);
});

describe('a planted fault is refused:', () => {
  let answers: readonly Conformance[] = [];
  beforeAll(async () => {
    answers = await kubeconform(join(fixtures, 'faulty'), '1.36');
  });

  test.each<[string, readonly string[]]>([
    ['unknown-field', ["/spec/containers/0: additional properties 'comand' not allowed"]],
    [
      'wrong-type',
      ['/spec/replicas: got string, want integer', '/spec/template/spec/hostNetwork: got string, want boolean'],
    ],
    ['missing-field', ["/spec/containers/0: missing property 'name'"]],
    ['unknown-kind', ['could not find schema for Sevrice']],
    ['removed-version', ['could not find schema for PodDisruptionBudget']],
    ['custom-field', ["/spec: additional properties 'hostname' not allowed"]],
    ['custom-value', ['/spec/rules/0/backendRefs/0/port: maximum: got 80,000, want 65,535']],
    ['database', ["/spec/storage: additional properties 'sise' not allowed"]],
    ['metadata', ["/metadata: additional properties 'lables' not allowed"]],
  ])('%s', (name, faults) => {
    const answer = answers.find((candidate) => candidate.name === name);
    expect(answer).toMatchObject({ valid: false, faults });
  });

  test.each([
    ['quantity', /^\/spec\/containers\/0\/resources\/limits\/memory: '512MB' does not match pattern/],
    ['not-base64', /^\/data\/greeting: 'hello' does not match pattern/],
  ])('%s', (name, fault) => {
    const answer = answers.find((candidate) => candidate.name === name);
    expect(answer?.faults[0]).toMatch(fault);
  });

  test('repeated-key', () => {
    // kubeconform cannot name an object that it cannot read.
    const answer = answers.find(({ file }) => file.endsWith('repeated-key.yaml'));
    expect(answer).toMatchObject({ valid: false });
    expect(answer?.faults[0]).toMatch(/key "image" already set in map/);
  });

  test('no fixture goes unnoticed', () => {
    expect(answers.filter(({ valid }) => valid)).toEqual([]);
    expect(answers).toHaveLength(12);
  });
});

test('a field is judged by the minor that is asked for', async () => {
  const [before] = await kubeconform(join(fixtures, 'newer'), '1.34');
  const [after] = await kubeconform(join(fixtures, 'newer'), '1.36');
  expect(before?.faults).toEqual(["/spec: additional properties 'serviceAccountTokenInSecrets' not allowed"]);
  expect(after?.valid).toBe(true);
});

test('a folder without manifests and a minor without schemas are errors', async () => {
  await expect(kubeconform(join(fixtures, 'none'), '1.36')).rejects.toThrow(/ENOENT/);
  await expect(kubeconform(join(fixtures, 'good'), '1.20')).rejects.toThrow(
    'tools/upstream/schemas/go.mod names no Kubernetes minor "1.20".',
  );
});
