import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { Stack } from '../../lib/constructs/base';
import { PlinthError } from '../../lib/core';
import { synthesizeAndCompare, synthesizeAndWrite, type App } from '../../lib/program';
import { arbitraryProgram, buildApp, type ProgramSpec } from './arbitrary-program';
import { filesIn, inFolder, stampsIn } from './folder';

// Postgres alone takes as long as all others together, and what is written does not depend on what it is.
const program = arbitraryProgram(['config-map', 'microservice', 'job', 'redis', 'cron-job', 'external-host']);

/** A program that cannot be synthesized: everything of the first, and one fault. */
function withFault(spec: ProgramSpec): App {
  const app = buildApp(spec);
  const environment = app.environments[0];
  if (environment) {
    const stack = new Stack(environment, 'zz-faulty');
    new ApiObject(stack, 'fault', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Not_A_Name' } });
  }
  return app;
}

test('a failed synthesis leaves the old output whole', () => {
  fc.assert(
    fc.property(program, program, (old, next) => {
      inFolder((root) => {
        synthesizeAndWrite(buildApp(old), { root });
        const before = stampsIn(root);

        expect(() => synthesizeAndWrite(withFault(next), { root })).toThrow(PlinthError);
        expect(stampsIn(root)).toEqual(before);
      });
    }),
    { numRuns: 80 },
  );
});

test('a failed first synthesis writes nothing at all', () => {
  inFolder((root) => {
    expect(() => synthesizeAndWrite(withFault([]), { root })).toThrow('name-invalid');
    expect([...filesIn(root)]).toEqual([]);
  });
});

test('the same program again touches nothing, and is not stale; another one is', () => {
  fc.assert(
    fc.property(program, (spec) => {
      inFolder((root) => {
        const first = synthesizeAndWrite(buildApp(spec), { root });
        const before = stampsIn(root);
        const second = synthesizeAndWrite(buildApp(spec), { root });

        expect(second.files).toEqual({ created: [], updated: [], removed: [], unchanged: first.files.created.length });
        expect(stampsIn(root)).toEqual(before);
        expect(synthesizeAndCompare(buildApp(spec), { root }).files).toEqual(second.files);

        const more = [...spec, { id: 'zz-new', stacks: [] }];
        const stale = synthesizeAndCompare(buildApp(more), { root }).files;
        expect(stale.updated).toEqual(['dist/plinth.json']);
        expect(stale.created.length).toBeGreaterThan(0);
        expect(stampsIn(root)).toEqual(before);
      });
    }),
    { numRuns: 80 },
  );
});

test('what a program no longer says is removed, and what others put there stays', () => {
  fc.assert(
    fc.property(program, program, (old, next) => {
      inFolder((root) => {
        synthesizeAndWrite(buildApp(old), { root });
        const theirs = ['README.md', 'shared/manifests/shop/notes.txt'];
        for (const path of theirs) {
          mkdirSync(join(root, 'dist', path, '..'), { recursive: true });
          writeFileSync(join(root, 'dist', path), 'theirs\n');
        }
        synthesizeAndWrite(buildApp(next), { root });
        const alone = inFolder((other) => {
          synthesizeAndWrite(buildApp(next), { root: other });
          return filesIn(join(other, 'dist'));
        });

        // The lock file stays as it is: releases are forgotten by `plinth update` alone.
        const now = filesIn(join(root, 'dist'));
        expect([...now.keys()].sort()).toEqual([...alone.keys(), ...theirs].sort());
        for (const [path, content] of alone) expect(now.get(path)).toBe(content);
      });
    }),
    { numRuns: 80 },
  );
});
