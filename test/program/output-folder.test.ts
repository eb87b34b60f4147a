import { join, resolve } from 'node:path';
import { outputFolder, shownPath } from '../../lib/program';

const root = resolve('/srv/project');

test.each([
  ['dist', '/srv/project/dist'],
  ['./a/b', '/srv/project/a/b'],
  ['../beside', '/srv/beside'],
  ['..hidden', '/srv/project/..hidden'],
  ['/elsewhere/dist', '/elsewhere/dist'],
])('%s may be used', (output, folder) => {
  expect(outputFolder(root, output)).toBe(resolve(folder));
});

test.each(['.', './', 'a/..', '..', '../..', '/', '/srv', '/srv/project'])('%s is refused', (output) => {
  expect(() => outputFolder(root, output)).toThrow('is the folder of the program itself, or one around it');
});

test.each([
  ['dist/plinth.json', 'dist/plinth.json'],
  ['.', ''],
  ['../beside/x', '/srv/beside/x'],
])('%s is shown as %s', (path, shown) => {
  expect(shownPath(root, join(root, path))).toBe(shown);
});
