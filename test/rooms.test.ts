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
  expect(entrances).toEqual(rooms.filter((room) => room.published).map((room) => `./${room.name}`));
  for (const entrance of entrances) {
    const place = `./out/lib${entrance.slice(1)}/index`;
    expect(manifest.exports[entrance]).toEqual({ types: `${place}.d.ts`, default: `${place}.js` });
  }
});

test('every room opens with a comment that says what it is for', () => {
  const silent = names
    .map((name) => join('lib', name, 'index.ts'))
    .filter((index) => existsSync(join(root, index)))
    .filter((index) => !/^(\/\/|\/\*)/.test(readFileSync(join(root, index), 'utf8')));

  expect(silent).toEqual([]);
});
