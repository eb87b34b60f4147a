import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../tools/rooms';

const root = join(__dirname, '..');
const names = rooms.map((room) => room.name);

function folders(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

test('every folder of lib is a room on the list', () => {
  const found = folders('lib').flatMap((name) =>
    name === 'constructs' ? folders('lib/constructs').map((construct) => `constructs/${construct}`) : [name],
  );

  expect(found.filter((name) => !names.includes(name))).toEqual([]);
});

test('a room says beside which equals it stands, and they come before it', () => {
  for (const [position, { beside }] of rooms.entries()) {
    if (beside !== undefined) expect(names.slice(0, position)).toContain(beside);
  }
});

test('the package can be entered at the published rooms and nowhere else', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };

  const entrances = Object.keys(manifest.exports).filter(
    (entrance) => !/\/(package\.json|jest-preset)$/.test(entrance),
  );
  const published = rooms.filter(({ published, name }) => published && existsSync(join(root, 'lib', name, 'index.ts')));
  expect(entrances).toEqual(published.map((room) => `./${room.name}`));
  for (const entrance of entrances) {
    const place = `./out/lib${entrance.slice(1)}/index`;
    expect(manifest.exports[entrance]).toEqual({ types: `${place}.d.ts`, default: `${place}.js` });
  }
});

test('every room opens with two to eight lines that say what it is for', () => {
  const heads = names
    .map((name) => join('lib', name, 'index.ts'))
    .filter((index) => existsSync(join(root, index)))
    .map((index) => {
      const lines = readFileSync(join(root, index), 'utf8').split('\n');
      return { index, lines: lines.findIndex((line) => !/^(\/\/|\/\*| \*)/.test(line)) };
    });

  expect(heads.filter(({ lines }) => lines < 2 || lines > 8)).toEqual([]);
});
