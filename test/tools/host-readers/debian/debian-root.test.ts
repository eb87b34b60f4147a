import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianRoot } from '../../../../tools/upstream';

test('without the commands that make it the message says what to install, and nothing is left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-debian-'));
  const environment = process.env;
  process.env = { ...environment, XDG_CACHE_HOME: folder, PATH: folder };
  try {
    await expect(debianRoot()).rejects.toThrow(
      'The command "mmdebstrap", which makes a Debian root, was not found. Run tools/upstream/debian.sh on Debian 12 first.',
    );
    expect(readdirSync(join(folder, 'plinth/upstream/debian-root'))).toEqual([]);
  } finally {
    process.env = environment;
    rmSync(folder, { recursive: true });
  }
});
