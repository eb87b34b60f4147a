import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayApi } from '../../lib/kube-api';
import { requiredFiles } from './definitions';

jest.setTimeout(600_000);

const { crds, version } = gatewayApi();
const [first = { name: '', url: '', sha256: '' }] = crds;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plinth-required-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function required(...lines: readonly string[]): Promise<readonly string[]> {
  writeFileSync(join(folder, 'required.txt'), lines.map((line) => `${line}\n`).join(''));
  return requiredFiles(folder);
}

test('where nothing is required, there is no file', async () => {
  expect(await requiredFiles(folder)).toEqual([]);
});

test('every definition of the Gateway API that Plinth may name is what it says', async () => {
  const files = await required('# names', ...crds.map(({ sha256, url }) => `${sha256}  ${url}`));

  expect(files.map((file) => digest(readFileSync(file)))).toEqual(crds.map(({ sha256 }) => sha256));
});

test.each([
  ['another digest', first.url, '0'.repeat(64), `is required with the sha256 ${'0'.repeat(64)}. The module has`],
  ['another version', first.url.replace(version, 'v1.0.0'), first.sha256, 'tools/upstream/schemas/go.mod has'],
  ['another repository', 'https://example.com/crd.yaml', first.sha256, 'does not say which Go module has'],
])('%s is refused', async (_, url, sha256, message) => {
  await expect(required(`${sha256}  ${url}`)).rejects.toThrow(message);
});

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
