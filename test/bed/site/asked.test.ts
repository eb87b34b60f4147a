import { join } from 'node:path';
import { askedArtifacts, askedImages } from './asked';
import { recipes } from './recipes';

const bed = join(__dirname, '../../../dist/bed');
const mirror = 'http://10.88.0.1:8000';

describe('what the environment bed asks for', () => {
  test('files are asked once, with all their programs', async () => {
    const asked = await askedArtifacts(join(bed, 'hosts'), mirror);

    const etcd = asked.filter(({ path }) => path.includes('/etcd-'));
    expect(etcd.map(({ members }) => members.map(({ program }) => program))).toEqual([['etcd', 'etcdctl', 'etcdutl']]);
    expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
  });

  test('a mirror elsewhere cannot be filled', async () => {
    await expect(askedArtifacts(join(bed, 'hosts'), 'http://10.9.9.9:80')).rejects.toThrow(
      /^Hosts fetch http:\/\/10\.88\.0\.1:8000\/.+, which is not on the mirror http:\/\/10\.9\.9\.9:80\.$/,
    );
  });

  test('somebody says what each image is made of', async () => {
    const repositories = (await askedImages(join(bed, 'facts'))).map((name) => name.replace(/:[^/:]*$/, ''));

    expect(repositories).toContain('docker.io/library/redis');
    expect(repositories.filter((repository) => recipes[repository] === undefined)).toEqual([]);
  });
});
