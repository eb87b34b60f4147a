import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiServerForTests, startApiServer } from './api-server';
import { writeGallery } from './gallery';
import { apply, applyCluster, manifestsIn } from './manifests';
import { planted } from './planted-faults';
import { countNothing, podsOf } from './pods';
import { applied, warnings } from './stored';

// The first run builds all of Kubernetes.
jest.setTimeout(1_800_000);

const dist = join(__dirname, '../../dist');

/** Each cluster with the environments that run in it, its own first. Nothing here makes the cluster of `tiny`. */
const clusters: readonly { readonly control: string; readonly environments: readonly string[] }[] = [
  { control: 'bed', environments: ['bed'] },
  { control: 'lab', environments: ['lab'] },
  { control: 'production', environments: ['production'] },
  { control: 'shared', environments: ['shared', 'development', 'staging'] },
  { control: 'bed', environments: ['tiny'] },
];

test('every environment is asked about', () => {
  const { environments } = JSON.parse(readFileSync(join(dist, 'plinth.json'), 'utf8')) as { environments: string[] };
  expect(clusters.flatMap((cluster) => cluster.environments).sort()).toEqual(environments);
});

describe.each(clusters)('an empty API server as $control has it, for its environments', ({ control, environments }) => {
  takesAll(environments, () => ({ control: join(dist, control), folder: dist }));
});

describe('an empty API server for what no environment of this repository uses', () => {
  let folder: string | undefined;

  takesAll(['gallery'], () => {
    const gallery = writeGallery();
    folder = gallery.folder;
    return { control: gallery.environment, folder };
  });

  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
});

/** What must hold of environments whose folders lie in one folder, on the API server of one of them. */
function takesAll(
  environments: readonly string[],
  write: () => { readonly control: string; readonly folder: string },
): void {
  let folder = '';
  const server = apiServerForTests(() => {
    const written = write();
    folder = written.folder;
    return startApiServer(written.control);
  });

  test.each(environments)('it takes what the cluster must have first for %s', async (name) => {
    expect(await applyCluster(server(), join(folder, name))).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(environments)('it takes every object of %s, and warns of none', async (name) => {
    const answer = await server().kubectl([...apply, '--dry-run=server', '-f', join(folder, name, 'manifests')]);

    expect({ ...answer, stderr: warnings(answer.stderr) }).toMatchObject({ status: 0, stderr: [] });
    expect(answer.stdout.trim().split('\n')).toHaveLength(manifestsIn(join(folder, name)).length);
  });

  test.each(environments)('%s is applied twice without a conflict: the second time nothing changes', async (name) => {
    const first = await applied(server(), join(folder, name));
    const second = await applied(server(), join(folder, name));

    expect(second).toEqual(first);
    expect(first).toHaveLength(manifestsIn(join(folder, name)).length);
    expect(first.filter(({ managers }) => managers.join() !== 'plinth')).toEqual([]);
  });

  test.each(environments)('it takes a pod of each workload of %s', async (name) => {
    const manifests = manifestsIn(join(folder, name));
    await countNothing(server(), manifests);
    const pods = podsOf(manifests);
    const file = join(server().folder, 'pods.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }));

    const answer = await server().kubectl(['create', '--dry-run=server', '--validate=strict', '-f', file]);

    expect({ ...answer, stderr: warnings(answer.stderr) }).toMatchObject({ status: 0, stderr: [] });
    expect(answer.stdout.trim().split('\n')).toHaveLength(pods.length);
  });
}

describe('an API server that has an environment refuses', () => {
  const environment = join(dist, 'development');
  const manifests = manifestsIn(environment);
  const workload = manifests.find(({ kind }) => kind === 'Deployment');
  const server = apiServerForTests(() => startApiServer(join(dist, 'shared')));

  beforeAll(async () => {
    await applyCluster(server(), environment);
    await applied(server(), environment);
    await countNothing(server(), manifests);
  });

  test('a field that somebody else has changed, as a conflict that names it', async () => {
    const file = join(server().folder, 'workload.json');
    writeFileSync(file, JSON.stringify(planted(workload, '/spec/template/spec/automountServiceAccountToken', true)));
    const theirs = ['apply', '--server-side', '--field-manager=somebody', '--force-conflicts', '-f', file];
    expect(await server().kubectl(theirs)).toMatchObject({ status: 0 });

    const answer = await server().kubectl([...apply, '-f', join(environment, 'manifests')]);

    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain('conflict with "somebody": .spec.template.spec.automountServiceAccountToken');
  });

  test.each([
    ['more rights than its namespace allows', '/spec/hostNetwork', true, 'violates PodSecurity "restricted:v1.36"'],
    ['a service account that is not there', '/spec/serviceAccountName', 'none', 'serviceaccount "none" not found'],
    ['more than the quota', '/spec/containers/0/resources', { requests: { cpu: '9' } }, 'exceeded quota: quota'],
  ])('a pod with %s', async (_, at, value, complaint) => {
    const file = join(server().folder, 'pod.json');
    const [pod] = podsOf(workload ? [workload] : []);
    writeFileSync(file, JSON.stringify(planted(pod, at, value)));

    const answer = await server().kubectl(['create', '--dry-run=server', '-f', file]);

    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain(complaint);
  });
});
