import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tar, type TarEntry } from './tar';
import { writeFileOf } from './written-file';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plinth-tar-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function bytesOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of tar(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const entries = (file: string): readonly TarEntry[] => [
  { path: 'tmp/', mode: 0o1777, from: { kind: 'folder' } },
  { path: 'bin/program', mode: 0o755, from: { kind: 'file', file } },
  { path: 'bin/other', from: { kind: 'link', target: 'program' } },
  { path: 'etc/text', from: { kind: 'content', text: 'ä\n' } },
];

describe('an archive', () => {
  test('is what tar reads', async () => {
    const file = join(folder, 'program');
    writeFileSync(file, 'x'.repeat(1000));
    const archive = join(folder, 'archive.tar.gz');

    const { bytes } = await writeFileOf(tar(entries(file)), archive, 'gzip');

    expect(bytes).toBeLessThan(1000);
    const listed = execFileSync('tar', ['--list', '--verbose', '--utc', '--file', archive], { encoding: 'utf8' });
    expect(listed.replaceAll(/ +/g, ' ')).toMatchInlineSnapshot(`
      "drwxrwxrwt 0/0 0 1970-01-01 00:00 tmp/
      -rwxr-xr-x 0/0 1000 1970-01-01 00:00 bin/program
      lrwxr-xr-x 0/0 0 1970-01-01 00:00 bin/other -> program
      -rw-r--r-- 0/0 3 1970-01-01 00:00 etc/text
      "
    `);
    expect(execFileSync('tar', ['--extract', '--to-stdout', '--file', archive, 'etc/text'], { encoding: 'utf8' })).toBe(
      'ä\n',
    );
  });

  test('has the same bytes whenever it is written', async () => {
    const file = join(folder, 'program');
    writeFileSync(file, 'content');
    const first = await bytesOf(entries(file));
    writeFileSync(file, 'content');

    expect((await bytesOf(entries(file))).equals(first)).toBe(true);
    expect((await bytesOf(entries(file).slice(1))).equals(first)).toBe(false);
  });

  test('refuses a name that does not fit', async () => {
    const path = 'a'.repeat(101);

    await expect(bytesOf([{ path, from: { kind: 'folder' } }])).rejects.toThrow(
      `"${path}" is longer than the 100 bytes of a name in an archive.`,
    );
  });
});
