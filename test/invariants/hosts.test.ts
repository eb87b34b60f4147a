import fc from 'fast-check';
import { bootDocuments, readAssembly, renderDist, writeDist, type Assembly, type FileTree } from '../../lib/assembly';
import { printed } from '../assembly/synthesize/program';
import { arbitraryHosts, buildHosts, type HostsSpec, type HostsWay } from './arbitrary-hosts';
import { inFolder } from './folder';

/** Everything that is written: what is committed, and the boot documents. */
function filesOf(assembly: Assembly): FileTree {
  return new Map([
    ...renderDist([assembly]),
    ...[...bootDocuments(assembly)].map(([name, text]) => [`boot/${name}`, text] as const),
  ]);
}

function built(spec: HostsSpec, way: HostsWay = {}): FileTree {
  return filesOf(buildHosts(spec, way).assembly);
}

test('the environments are without errors, so that what holds for them holds for what people write', () => {
  fc.assert(
    fc.property(arbitraryHosts, (spec) => {
      const errors = buildHosts(spec).findings.filter(({ severity }) => severity === 'error');
      expect(printed(errors.filter(({ code }) => code !== 'artifact-without-digest'))).toBe('');
    }),
    { numRuns: 40 },
  );
});

test('two runs give the same bytes, wherever in the tree and in whatever order pools stand', () => {
  fc.assert(
    fc.property(arbitraryHosts, fc.nat(2), fc.boolean(), (spec, wraps, workersFirst) => {
      expect(built(spec, { wraps, workersFirst })).toEqual(built(spec));
    }),
    { numRuns: 25 },
  );
});

test('dist/ alone gives the environment back, and its boot documents', () => {
  fc.assert(
    fc.property(arbitraryHosts, (spec) => {
      const { assembly } = buildHosts(spec);
      inFolder((folder) => {
        writeDist(folder, renderDist([assembly]));
        const read = readAssembly(folder, 'lab');
        expect(read).toEqual(assembly);
        expect(filesOf(read)).toEqual(filesOf(assembly));
      });
    }),
    { numRuns: 15 },
  );
});

test('a worker more touches no file of another host alone', () => {
  fc.assert(
    fc.property(arbitraryHosts, (spec) => {
      const [before, after] = [built(spec), built({ ...spec, workers: spec.workers + 1 })];
      const own = (path: string): boolean => /\/hosts\/worker\/worker-\d+\//.test(path);
      const touched = [...before].filter(([path, text]) => own(path) && after.get(path) !== text);

      expect(touched.map(([path]) => path)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
