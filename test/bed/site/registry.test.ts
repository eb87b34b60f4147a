import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageLayout, mediaTypes } from './layout';

// Plain JavaScript: what serves starts without a compiler.
const { registry } = jest.requireActual<{ registry: (folder: string) => RequestListener }>('./registry.js');

const name = 'docker.io/library/redis:7.2';

let folder: string;
let server: Server;
let digest: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plinth-registry-'));
  const layout = new ImageLayout(folder);
  const manifest = await layout.addJson({ schemaVersion: 2, layers: [] }, mediaTypes.manifest);
  digest = manifest.digest;
  await layout.finish([{ name, manifest }]);
  server = createServer(registry(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(path: string, method = 'GET'): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { method });
}

describe('the registry', () => {
  test('knows an image by its tag, for the registry that is meant', async () => {
    const answer = await ask('/v2/library/redis/manifests/7.2?ns=docker.io');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(mediaTypes.manifest);
    expect(answer.headers.get('docker-content-digest')).toBe(digest);
    expect(await answer.json()).toEqual({ schemaVersion: 2, layers: [] });
  });

  test('knows it by its digest, and answers HEAD with its length', async () => {
    const answer = await ask(`/v2/library/redis/manifests/${digest}?ns=docker.io`, 'HEAD');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('31');
    expect(await answer.text()).toBe('');
  });

  test('serves the same bytes as a blob', async () => {
    const answer = await ask(`/v2/library/redis/blobs/${digest}?ns=docker.io`);

    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(await answer.json()).toEqual({ schemaVersion: 2, layers: [] });
  });

  test.each([
    ['another tag', '/v2/library/redis/manifests/7.3?ns=docker.io', 'MANIFEST_UNKNOWN'],
    ['another registry', '/v2/library/redis/manifests/7.2?ns=ghcr.io', 'MANIFEST_UNKNOWN'],
    ['a blob by a name that is no digest', '/v2/library/redis/blobs/index.json?ns=docker.io', 'BLOB_UNKNOWN'],
    ['a digest that no image has', `/v2/library/redis/manifests/sha256:${'0'.repeat(64)}`, 'MANIFEST_UNKNOWN'],
  ])('knows nothing of %s', async (_case, path, code) => {
    const answer = await ask(path);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ code }] });
  });

  test('says that it is one', async () => {
    expect((await ask('/v2/')).status).toBe(200);
  });
});
