import fc from 'fast-check';
import { compareFiles, writeFiles, writeFileSets, type FileTree } from '../../../lib/assembly';
import { Folder, sorted } from './folder';

const fs = jest.requireActual<typeof import('node:fs')>('node:fs');

// Folders and files have different names, so that no file stands where another tree has a folder.
const path = fc
  .tuple(fc.array(fc.constantFrom('lab', 'shop', 'web'), { maxLength: 2 }), fc.constantFrom('a.txt', 'b.yaml', 'c'))
  .map(([folders, file]) => [...folders, file].join('/'));
const content = fc.oneof(fc.constantFrom('', 'x\n', 'y\n'), fc.string());
const tree = fc.array(fc.tuple(path, content), { maxLength: 12 }).map((entries): FileTree => new Map(entries));
/** Two trees, the second a modification of the first, so that most files stay the same. */
const twoTrees = fc
  .tuple(tree, fc.array(fc.tuple(path, fc.option(content, { nil: undefined })), { maxLength: 4 }))
  .map(([before, changes]): readonly [FileTree, FileTree] => {
    const after = new Map(before);
    for (const [at, changed] of changes) {
      if (changed === undefined) after.delete(at);
      else after.set(at, changed);
    }
    return [before, after];
  });
const foreignTree = tree.map((files): FileTree => new Map([...files].map(([at, text]) => [`${at}.theirs`, text])));

let folder: Folder;
const fresh = (): Folder => {
  folder.remove();
  return (folder = new Folder());
};
beforeEach(() => (folder = new Folder()));
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

test('property: what was written is there, and writing it again finds nothing to do', () => {
  fc.assert(
    fc.property(tree, (files) => {
      const { path: place } = fresh();

      writeFiles(place, files, []);

      expect(folder.files).toEqual(sorted(files));
      expect(compareFiles({ folder: place, files, before: [] })).toEqual({
        created: [],
        updated: [],
        removed: [],
        unchanged: files.size,
      });
    }),
  );
});

test('property: a second tree takes the place of the first; what others put there stays; no empty folder is left', () => {
  fc.assert(
    fc.property(twoTrees, foreignTree, ([before, after], foreign) => {
      const { path: place } = fresh();
      folder.put(foreign);
      writeFiles(place, before, []);

      const result = writeFiles(place, after, before.keys());

      expect(folder.files).toEqual(sorted(new Map([...after, ...foreign])));
      const withFiles = new Set([...folder.files.keys()].flatMap((file) => parents(file)));
      expect(folder.folders).toEqual([...withFiles].sort());
      expect(result.removed).toEqual([...before.keys()].filter((file) => !after.has(file)).sort());
      expect(result.created).toEqual([...after.keys()].filter((file) => !before.has(file)).sort());
    }),
  );
});

test('property: files whose bytes stay are not touched', () => {
  fc.assert(
    fc.property(twoTrees, ([before, after]) => {
      const { path: place } = fresh();
      writeFiles(place, before, []);
      const past = new Date(0);
      for (const file of before.keys()) fs.utimesSync(`${place}/${file}`, past, past);

      writeFiles(place, after, before.keys());

      for (const [file, text] of after) {
        expect(fs.statSync(`${place}/${file}`).mtimeMs === 0).toBe(before.get(file) === text);
      }
    }),
  );
});

test('property: a write that fails anywhere before the files are moved leaves everything as it was', () => {
  fc.assert(
    fc.property(twoTrees, foreignTree, fc.nat({ max: 5 }), ([before, after], foreign, failing) => {
      const { path: place } = fresh();
      folder.put(foreign);
      writeFiles(place, before, []);
      const [files, folders] = [folder.files, folder.folders];
      const write = fs.writeFileSync;
      let writes = 0;
      const spy = jest.spyOn(fs, 'writeFileSync').mockImplementation((file, ...rest) => {
        if (writes++ === failing) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        write(file, ...rest);
      });

      let hasFailed = false;
      try {
        writeFiles(place, after, before.keys());
      } catch {
        hasFailed = true;
      } finally {
        spy.mockRestore();
      }

      if (hasFailed) expect([folder.files, folder.folders]).toEqual([files, folders]);
      else expect(folder.files).toEqual(sorted(new Map([...after, ...foreign])));
    }),
  );
});

test('property: after a kill at any moment, the next run puts everything right, also if it wants something else', () => {
  const index = (files: FileTree): FileTree => new Map([['index', [...files.keys()].join('\n')], ...files]);
  const listed = (place: string): readonly string[] =>
    fs.existsSync(`${place}/index`) ? ['index', ...fs.readFileSync(`${place}/index`, 'utf8').split('\n')] : [];

  fc.assert(
    fc.property(twoTrees, tree, fc.nat({ max: 12 }), ([before, after], wanted, moment) => {
      const { path: place } = fresh();
      writeFiles(place, index(before), []);
      const { renameSync: rename, rmSync: remove } = fs;
      let moves = 0;
      const killed = (): void => {
        if (moves++ >= moment) throw new Error('killed');
      };
      const spies = [
        jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
          killed();
          rename(from, to);
        }),
        jest.spyOn(fs, 'rmSync').mockImplementation((file, options) => {
          killed();
          remove(file, options);
        }),
      ];
      try {
        writeFiles(place, index(after), listed(place));
      } catch {
        // The process is gone; what it had aside is cleared away below, as the next process does.
      }
      for (const spy of spies) spy.mockRestore();
      for (const name of fs.readdirSync(place))
        if (name.startsWith('.plinth-')) fs.rmSync(`${place}/${name}`, { recursive: true });

      writeFiles(place, index(wanted), listed(place));

      expect(folder.files).toEqual(sorted(index(wanted)));
    }),
  );
});

test('several folders are written together or not at all', () => {
  const [one, two] = [`${folder.path}/one`, `${folder.path}/two`];
  fs.mkdirSync(`${two}/x`, { recursive: true });
  const sets = [
    { folder: one, files: new Map([['a', 'a']]), before: [] },
    {
      folder: two,
      files: new Map([
        ['b', 'b'],
        ['x', 'a folder has this name'],
      ]),
      before: [],
    },
  ];

  expect(() => writeFileSets(sets)).toThrow('EISDIR');

  expect(folder.files.size).toBe(0);
  expect(folder.folders).toEqual(['two', 'two/x']);
});

test('a file in the place of a folder is met before anything changes', () => {
  folder.put(new Map([['lab', 'a file']]));

  expect(() =>
    writeFiles(
      folder.path,
      new Map([
        ['a', 'a'],
        ['lab/b', 'b'],
      ]),
      [],
    ),
  ).toThrow(/ENOTDIR|EEXIST/);

  expect(folder.files).toEqual(new Map([['lab', 'a file']]));
});

test.each(['../outside', '/etc/hosts', 'lab/../../outside', '.', ''])('%j is never removed', (outside) => {
  const inner = `${folder.path}/inner`;
  folder.put(
    new Map([
      ['outside', 'theirs'],
      ['inner/a', 'a'],
    ]),
  );

  expect(compareFiles({ folder: inner, files: new Map(), before: [outside, 'a'] }).removed).toEqual(['a']);
});

function parents(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
