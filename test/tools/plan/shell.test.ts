import { readEnvironments } from '../../../lib/assembly';
import { join } from 'node:path';
import { run } from '../run';
import { folderOf, renderedInstall } from './bed';

jest.setTimeout(300_000);

const environments = readEnvironments(join(__dirname, '../../../dist'));

describe.each(environments)('%s', (name) => {
  const rendered = renderedInstall(name);
  const folder = folderOf(rendered);
  const scripts = [...rendered.keys()].filter((path) => path.endsWith('.sh'));

  test('every script is one that a shell reads', async () => {
    expect(scripts.length).toBeGreaterThan(0);
    const check = 'for script in "$@"; do sh -n "$script" || echo "$script"; done';
    expect(await run('sh', ['-c', check, 'sh', ...scripts], { cwd: folder })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });
});
