import { join } from 'node:path';
import { upstream } from '../../tools/upstream';
import { podSecurity } from './pod-security';

jest.setTimeout(600_000);
beforeAll(() => upstream('pod-security'));

const fixtures = join(__dirname, 'fixtures/pod-security');

test('each pod is judged by the level of its namespace', async () => {
  const verdicts = await podSecurity(join(fixtures, 'levels'), '1.36');
  const lines = verdicts.map(
    (v) => `${v.namespace}/${v.kind}/${v.name} ${v.level}:${v.version} ${v.reason || 'allowed'}`,
  );
  expect(lines.join('\n')).toMatchInlineSnapshot(`
   "pinned/Pod/no-seccomp restricted:v1.18 allowed
   tools/Job/plain baseline:latest allowed
   open/Pod/privileged privileged:latest allowed
   elsewhere/ReplicaSet/privileged privileged:latest allowed
   shop/Deployment/safe restricted:latest allowed
   shop/StatefulSet/no-seccomp restricted:latest seccompProfile
   shop/DaemonSet/privileged restricted:latest host namespaces, privileged, allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile
   shop/CronJob/host-path restricted:latest restricted volume types"
  `);
  for (const verdict of verdicts) expect(verdict.allowed).toBe(verdict.reason === '');
});

test('the detail names the containers and the fields to set', async () => {
  const verdicts = await podSecurity(join(fixtures, 'levels'), '1.36');
  const refused = verdicts.find(({ namespace, name }) => namespace === 'shop' && name === 'no-seccomp');
  expect(refused?.detail).toMatchInlineSnapshot(
    `"seccompProfile (pod or container "main" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")"`,
  );
});

test('an API server of an older minor judges by the checks that it knows', async () => {
  const levelAt = async (minor: string): Promise<readonly boolean[]> =>
    (await podSecurity(join(fixtures, 'levels'), minor))
      .filter(({ name }) => name === 'no-seccomp')
      .map((v) => v.allowed);
  expect(await levelAt('1.36')).toEqual([true, false]);
  expect(await levelAt('1.18')).toEqual([true, true]);
});

test.each([
  ['a level that does not exist', 'bad-label', /namespace "shop": .*pod-security.kubernetes.io\/enforce.*restrictive/],
  ['a misspelt field', 'misspelt', /pod\.yaml: .*unknown field "securtyContext"/],
])('%s is bad input, not a verdict', async (_, folder, message) => {
  await expect(podSecurity(join(fixtures, folder), '1.36')).rejects.toThrow(message);
});
