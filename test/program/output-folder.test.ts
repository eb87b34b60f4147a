import { join, resolve } from 'node:path';
import { outputFolder, shownPath } from '../../lib/program';

const root = resolve('/work/project');

test.each([
  ['dist', '/work/project/dist'],
  ['./a/b', '/work/project/a/b'],
  ['../beside', '/work/beside'],
  ['..hidden', '/work/project/..hidden'],
  ['/elsewhere/dist', '/elsewhere/dist'],
])('%s may be used', (output, folder) => {
  expect(outputFolder(root, output)).toBe(resolve(folder));
});

test.each(['.', './', 'a/..', '..', '../..', '/', '/work', '/work/project'])('%s is refused', (output) => {
  expect(() => outputFolder(root, output)).toThrow('is the folder of the program itself, or one around it');
});

test.each([
  ['dist/plinth.json', 'dist/plinth.json'],
  ['.', ''],
  ['../beside/x', '/work/beside/x'],
])('%s is shown as %s', (path, shown) => {
  expect(shownPath(root, join(root, path))).toBe(shown);
});
