import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readAssembly, render, renderDist, resourceKinds, writeDist, type Assembly } from '../../lib/assembly';
import { arbitraryAssembly, assemblyAndModification } from './arbitrary-assembly';
import { filesIn, inFolder, stampsIn } from './folder';

/** Writes an assembly and reads it back, from the disk alone. */
function written(folder: string, assembly: Assembly): Assembly {
  writeDist(folder, renderDist([assembly]));
  return readAssembly(folder, assembly.environment.name);
}

test('the arbitrary assemblies have resources of every kind, edges, acknowledgements and tenancies', () => {
  const samples = fc.sample(arbitraryAssembly(), { numRuns: 100, seed: 1 });
  const kinds = samples.flatMap(({ resources }) => Object.values(resources).map(({ kind }) => kind));

  expect([...new Set(kinds)].sort()).toEqual([...resourceKinds].sort());
  expect(samples.some(({ edges }) => edges.length > 0)).toBe(true);
  expect(samples.some(({ acknowledgements }) => acknowledgements.length > 0)).toBe(true);
  expect(samples.some(({ environment }) => environment.tenancy !== undefined)).toBe(true);
  expect(samples.some(({ resources }) => Object.keys(resources).length === 0)).toBe(true);
});

describe('read(write(a)) equals a', () => {
  test('for any assembly, keys in the same order', () => {
    fc.assert(
      fc.property(arbitraryAssembly(), (a) => {
        inFolder((folder) => {
          const read = written(folder, a);

          expect(read).toEqual(a);
          expect([...render(read)]).toEqual([...render(a)]);
          expect(ordered(read.resources)).toBe(ordered(sortedLike(a.resources, read.resources)));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('also over what was there before: nothing of the old one stays, nothing of the new one is missing', () => {
    fc.assert(
      fc.property(assemblyAndModification, ([a, b]) => {
        inFolder((folder) => {
          written(folder, a);

          expect(written(folder, b)).toEqual(b);
          expect(filesIn(folder)).toEqual(renderDist([b]));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('beside other environments, which stay as they are', () => {
    fc.assert(
      fc.property(
        arbitraryAssembly('production'),
        arbitraryAssembly('staging'),
        assemblyAndModification,
        (a, b, [c]) => {
          inFolder((folder) => {
            writeDist(folder, renderDist([a, b]));
            writeDist(folder, renderDist([c], ['staging']), ['staging']);

            expect(readAssembly(folder, 'staging')).toEqual(b);
            expect(readAssembly(folder, 'production')).toEqual(c);
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('writing', () => {
  test('the same again touches no file, and a modification touches only what differs', () => {
    fc.assert(
      fc.property(assemblyAndModification, ([a, b]) => {
        inFolder((folder) => {
          writeDist(folder, renderDist([a]));
          const before = stampsIn(folder);
          const again = writeDist(folder, renderDist([a]));
          expect([again.created, again.updated, again.removed]).toEqual([[], [], []]);
          expect(stampsIn(folder)).toEqual(before);

          const [old, now] = [renderDist([a]), renderDist([b])];
          const same = [...now].filter(([path, content]) => old.get(path) === content).map(([path]) => path);
          const result = writeDist(folder, now);
          expect(result.unchanged).toBe(same.length);
          for (const path of same) expect(stampsIn(folder).get(path)).toBe(before.get(path));
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('rendering', () => {
  test('nothing is dropped: assemblies that differ have files that differ', () => {
    let differing = 0;
    fc.assert(
      fc.property(assemblyAndModification, ([a, b]) => {
        const equal = canonical(a) === canonical(b);
        if (!equal) differing++;

        expect(JSON.stringify([...render(a)]) === JSON.stringify([...render(b)])).toBe(equal);
      }),
      { numRuns: 150 },
    );
    expect(differing).toBeGreaterThan(50);
  });

  test('is the same for the same', () => {
    fc.assert(
      fc.property(arbitraryAssembly(), (a) => {
        const copy = JSON.parse(JSON.stringify(a)) as Assembly;

        expect([...render(copy)]).toEqual([...render(a)]);
      }),
      { numRuns: 40 },
    );
  });

  test('every file but those of hosts ends with one line feed, and paths are sorted and below one folder', () => {
    fc.assert(
      fc.property(arbitraryAssembly(), (a) => {
        const files = render(a);

        expect([...files.keys()]).toEqual([...files.keys()].sort());
        for (const [path, content] of files) {
          expect(path).not.toMatch(/(^|\/)\.\.?(\/|$)|\\|:|^\//);
          if (!path.startsWith('hosts/')) expect(content).toMatch(/[^\n]\n$|^\n?$/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a fault in the files is found', () => {
  test('a byte that was changed by hand, in any file that holds data', () => {
    fc.assert(
      fc.property(arbitraryAssembly(), fc.nat(), fc.nat(), (a, at, position) => {
        inFolder((folder) => {
          writeDist(folder, renderDist([a]));
          const files = [...filesIn(folder).keys()].filter(
            (path) => /\/(graph|manifests|hosts)\//.test(path) && !path.endsWith('.txt'),
          );
          const path = join(folder, files[at % files.length] ?? '');
          const text = readFileSync(path, 'utf8');
          const letters = [...text.matchAll(/[a-z]/g)].map(({ index }) => index);
          const index = letters[position % letters.length] ?? 0;
          writeFileSync(path, `${text.slice(0, index)}${text[index] === 'q' ? 'z' : 'q'}${text.slice(index + 1)}`);

          expect(tried(() => readAssembly(folder, 'production'))).not.toEqual(a);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('a file that is missing', () => {
    fc.assert(
      fc.property(arbitraryAssembly(), (a) => {
        inFolder((folder) => {
          const files = renderDist([a]);
          writeDist(
            folder,
            new Map(
              [...files].filter(([path]) => !/\/(manifests|hosts)\//.test(path) || path.endsWith('required.txt')),
            ),
          );
          const hasObjects = Object.values(a.resources).some(
            (one) => one.kind === 'object' || one.kind === 'file' || (one.kind === 'unit' && one.spec.body),
          );

          const outcome = tried(() => readAssembly(folder, 'production'));
          if (hasObjects) expect(outcome).toBeInstanceOf(Error);
          else expect(outcome).toEqual(a);
        });
      }),
      { numRuns: 30 },
    );
  });
});

/** What something gives, or the error that it throws. */
function tried(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** Plain data with sorted keys: equal texts mean equal data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** The data of resources as text. Files and units are left out: TOML has tables last, and their order follows their text. */
function ordered(resources: object): string {
  const entries = Object.entries(resources as Assembly['resources']);
  return JSON.stringify(entries.filter(([, { kind }]) => kind !== 'file' && kind !== 'unit'));
}

/** Resources with their own members in the order of others: `id` and `kind` come first on reading, `spec` last. */
function sortedLike(given: Assembly['resources'], order: Assembly['resources']): object {
  return Object.fromEntries(
    Object.entries(order).map(([id, one]) => {
      const own = given[id] as object as Readonly<Record<string, unknown>> | undefined;
      return [id, Object.fromEntries(Object.keys(one).map((key) => [key, own?.[key]]))];
    }),
  );
}
