import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { apiGroup, clusterOf, resourcesOf, type Assembly, type FileTree } from '../../lib/assembly';
import { isJsonObject, type Json } from '../../lib/core';
import { conform, isKubernetesMinor, kubeApi } from '../../lib/kube-api';
import { root } from '../core/line-of';
import { printed } from '../assembly/synthesize/program';
import {
  arbitraryProgram,
  build,
  filesOf,
  wholeProgram,
  type PartSpec,
  type ProgramSpec,
  type StackSpec,
  type Way,
} from './arbitrary-program';
import { buildHosts, type HostsSpec } from './arbitrary-hosts';
import { makers, type MakerName } from './makers';

const allMakers = Object.keys(makers) as MakerName[];
/** Selectors of cdk8s-plus are hashes of paths, which is theirs; all that is ours is independent of its place. */
const placeless = allMakers.filter((name) => name !== 'cdk8s-plus');

/** Files that list what an environment has: a line more for one thing more. */
const shared = /^[^/]+\/(graph\/[a-z-]+\.json|facts\/[a-z]+\.(txt|md)|manifests\/_cluster\/required\.txt)$/;

/** Orders that a program may be declared in. */
const orders: Readonly<Record<string, <T>(items: readonly T[]) => readonly T[]>> = {
  reversed: (items) => [...items].reverse(),
  rotated: (items) => [...items.slice(1), ...items.slice(0, 1)],
  interleaved: (items) => [
    ...items.filter((_, index) => index % 2 === 1),
    ...items.filter((_, index) => index % 2 === 0),
  ],
};

describe('the programs', () => {
  test('are without errors, so that what holds for them holds for what people write', () => {
    fc.assert(
      fc.property(arbitraryProgram(), (program) => {
        expect(
          build(program).map(({ findings }) => printed(findings.filter(({ severity }) => severity === 'error'))),
        ).toEqual(program.map(() => ''));
      }),
      { numRuns: 15 },
    );
  });

  test('have an object of every kind that the constructs of this repository make', () => {
    const layers: HostsSpec = {
      ...{ version: '1.36', system: 'debian', machine: 'existing', control: 3, workers: 2, etcd: '3.6', metrics: true },
      ...{ leases: 'kubernetes', backend: 'vxlan', enforcer: 'kube-router', ingress: 'gateway', storage: 'volumes' },
    };
    const environments = [
      ...build(wholeProgram()),
      buildHosts(layers),
      buildHosts({ ...layers, storage: 'local-path', enforcer: 'kube-network-policies' }),
    ];
    const made = new Set(
      environments.flatMap(({ assembly }) =>
        resourcesOf(assembly, 'object').map(({ spec }) => `${apiGroup(spec.apiVersion)} ${spec.kind}`),
      ),
    );

    expect(emittedKinds().length).toBeGreaterThan(15);
    expect(emittedKinds().filter((kind) => !made.has(kind))).toEqual([]);
  });

  test('have a component of every type that people can consume or run', () => {
    const types = build(wholeProgram()).flatMap(({ assembly }) =>
      resourcesOf(assembly, 'component').map(({ spec }) => spec.type),
    );

    expect([...new Set(types)].sort()).toEqual([
      'cron-job',
      'external-service',
      'job',
      'microservice',
      'postgres-cluster',
      'redis-cache',
      'workload',
    ]);
  });
});

describe('deterministic', () => {
  test('two runs give the same bytes', () => {
    fc.assert(
      fc.property(arbitraryProgram(), (program) => {
        expect(filesOf(program)).toEqual(filesOf(program));
      }),
      { numRuns: 15 },
    );
  });

  test('the order of declaration leaves no trace', () => {
    fc.assert(
      fc.property(arbitraryProgram(), fc.constantFrom(...Object.values(orders)), (program, order) => {
        expect(filesOf(program, { order })).toEqual(filesOf(program));
      }),
      { numRuns: 25 },
    );
  });

  test('nor does it matter whether the cluster is declared first or last', () => {
    const alone = arbitraryProgram().filter(({ length }) => length === 1);
    fc.assert(
      fc.property(alone, (program) => {
        expect(filesOf(program, { clusterLast: true })).toEqual(filesOf(program));
      }),
      { numRuns: 15 },
    );
  });

  test.each(Object.entries(orders))('the whole program, %s', (_, order) => {
    expect(changed(filesOf(wholeProgram()), filesOf(wholeProgram(), { order }))).toEqual([]);
  });
});

describe('faults that programs could have are found', () => {
  const parts = ['a', 'b'].map((id): PartSpec => ({ maker: 'config-map', id, variant: 0, wraps: 0, uses: [] }));
  const program: ProgramSpec = [{ id: 'shared', stacks: [{ id: 'shop', settings: 'plain', parts }] }];
  /** A ConfigMap that holds what it should not depend on. */
  const holding = (value: (scope: Construct) => string): Way => ({
    faulty: {
      'config-map': (scope, id) => {
        new ApiObject(scope, id, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: id },
          data: { value: value(scope) },
        });
        return {};
      },
    },
  });
  const files = ['a', 'b'].map((id) => `shared/manifests/shop/${id}.configmap.yaml`);

  test('a counter of the process: two runs differ', () => {
    let count = 0;
    const way = holding(() => String(count++));

    expect(changed(filesOf(program, way), filesOf(program, way))).toEqual(expect.arrayContaining(files));
  });

  test('the number of what was there before: the order of declaration differs', () => {
    const way = holding(({ node }) => String(node.children.length));

    expect(filesOf(program, way)).toEqual(filesOf(program, way));
    expect(
      changed(filesOf(program, way), filesOf(program, { ...way, order: (items) => [...items].reverse() })),
    ).toEqual(expect.arrayContaining(files));
  });

  test('the path: another place differs', () => {
    const way = holding(({ node }) => node.path);

    expect(changed(filesOf(program, way), filesOf(program, { ...way, wraps: 1 }))).toEqual(
      expect.arrayContaining(files),
    );
  });

  test('what stands beside it: one component more differs', () => {
    const way = holding(({ node }) => String(node.root.node.findAll().length));
    const more = withStacks(program, (stack) => ({
      ...stack,
      parts: [{ ...parts[0], id: '0' } as PartSpec, ...stack.parts],
    }));

    expect(changed(filesOf(program, way), filesOf(more, way)).filter((path) => !shared.test(path))).toEqual(
      expect.arrayContaining(files),
    );
  });
});

describe('stable', () => {
  test('moving a construct in the tree changes no byte', () => {
    fc.assert(
      fc.property(arbitraryProgram(placeless), fc.nat(2), (program, wraps) => {
        expect(filesOf(program, { wraps })).toEqual(filesOf(program));
      }),
      { numRuns: 20 },
    );
  });

  test('a selector that is made of the path is found: cdk8s-plus has one', () => {
    const part: PartSpec = { maker: 'cdk8s-plus', id: 'legacy', variant: 0, wraps: 0, uses: [] };
    const program: ProgramSpec = [{ id: 'shared', stacks: [{ id: 'shop', settings: 'plain', parts: [part] }] }];

    expect(changed(filesOf(program), filesOf(program, { wraps: 1 }))).toEqual([
      'shared/graph/object.json',
      'shared/manifests/shop/legacy.deployment.apps.yaml',
      'shared/manifests/shop/legacy.service.yaml',
    ]);
  });

  test('one component more changes no file but the lists, adds its own, and takes no line from the lists', () => {
    fc.assert(
      fc.property(
        arbitraryProgram(),
        fc.constantFrom(...allMakers),
        fc.nat(3),
        fc.nat(1),
        (program, maker, variant, at) => {
          const part: PartSpec = { maker, variant, id: 'zz-new', wraps: 0, uses: [] };
          const more = withStacks(program, (stack, index) =>
            index === at ? { ...stack, parts: [...stack.parts, part] } : stack,
          );
          const [before, after] = [filesOf(program), filesOf(more)];

          for (const path of changed(before, after)) {
            const text = before.get(path);
            if (text === undefined) expect(path).toMatch(/zz-new|^[^/]+\/(graph|facts)\/|required\.txt$/);
            else expect(path).toMatch(shared);
            // The releases of an environment are one line of it.
            if (path.endsWith('/graph/environment.json')) continue;
            expect(lines(after.get(path))).toEqual(expect.arrayContaining(lines(text)));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('one stack more changes no file but the lists', () => {
    fc.assert(
      fc.property(arbitraryProgram(), fc.constantFrom('plain', 'full'), (program, settings) => {
        const stack: StackSpec = { id: 'zz-new', settings, parts: [] };
        const more = program.map((one) => ({ ...one, stacks: [...one.stacks, stack] }));
        const [before, after] = [filesOf(program), filesOf(more)];

        for (const path of changed(before, after)) {
          const text = before.get(path);
          if (text === undefined) expect(path).toMatch(/zz-new|^[^/]+\/(graph|facts)\//);
          else expect(path).toMatch(shared);
          expect(lines(after.get(path))).toEqual(expect.arrayContaining(lines(text)));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('one environment more changes the list of environments alone', () => {
    fc.assert(
      fc.property(arbitraryProgram(), (program) => {
        const more = [...program, { id: 'zz-new', stacks: program[0]?.stacks ?? [] }];
        const before = filesOf(program);
        const different = changed(before, filesOf(more)).filter((path) => before.has(path));

        expect(different).toEqual(['plinth.json']);
      }),
      { numRuns: 10 },
    );
  });

  test('a change of one component changes its own objects, and the policies of those that it is connected with', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitraryProgram(), fc.nat(), (program, at) => {
        const parts =
          program[0]?.stacks.flatMap((stack) => stack.parts.map((part) => ({ part, stack: stack.id }))) ?? [];
        const one = parts[at % Math.max(1, parts.length)];
        if (!one) return;
        const { id, uses } = one.part;
        const more = withStacks(program, (stack) => ({
          ...stack,
          parts: stack.parts.map((part) => (part === one.part ? { ...part, variant: part.variant + 1 } : part)),
        }));
        const [before, after] = [build(program)[0], build(more)[0]];
        // Consumers read what changed; those that it uses have to let it in.
        const consumers = parts.filter(({ part }) => part.uses.includes(id)).map(({ part }) => part.id);
        const objects = differentObjects(before?.assembly, after?.assembly);
        if (objects.length > 0) seen++;

        for (const { name, kind } of objects) {
          const mayChange = [id, ...consumers, ...(kind === 'NetworkPolicy' ? uses : [])];
          expect(mayChange.filter((other) => name.includes(other))).not.toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
    expect(seen).toBeGreaterThan(5);
  });
});

describe('two environments compare', () => {
  test('the same program as owner of its cluster and as a tenant differs in the cluster, and in the names of namespaces', () => {
    fc.assert(
      fc.property(arbitraryProgram(placeless), ([owner]) => {
        const stacks = owner?.stacks.map((stack) => ({ ...stack, settings: 'full' as const })) ?? [];
        const [shared, staging] = build([
          { id: 'shared', stacks },
          { id: 'staging', stacks },
        ]).map(({ assembly }) => assembly);
        const own = Object.keys(shared?.resources ?? {}).filter(
          (id) => !id.startsWith('_cluster/plinth/kubernetes-cluster/'),
        );

        expect(Object.keys(staging?.resources ?? {})).toEqual(own);
        expect(staging?.environment.tenancy).toEqual({ environment: 'shared', facts: shared && clusterOf(shared) });
        for (const id of own) {
          const inStaging = JSON.stringify(staging?.resources[id]);
          const renamed = inStaging.replaceAll('staging-', '').replaceAll('staging', 'shared');
          expect(withoutDigests(renamed)).toBe(withoutDigests(JSON.stringify(shared?.resources[id])));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('objects', () => {
  const assemblies = build(wholeProgram()).map(({ assembly }) => assembly);
  const objects = assemblies.flatMap((assembly) => resourcesOf(assembly, 'object'));

  test('have their keys in the order in which Kubernetes declares them', () => {
    const [minor = ''] = assemblies.map((assembly) => clusterOf(assembly)?.version ?? '');
    const api = isKubernetesMinor(minor) ? kubeApi(minor) : undefined;
    for (const { spec } of objects) {
      const facts = api?.tryKind(spec.apiVersion, spec.kind);
      if (!facts) throw new Error(`${spec.apiVersion} ${spec.kind} is unknown`);

      expect(Object.keys(spec).slice(0, 3)).toEqual(['apiVersion', 'kind', 'metadata']);
      expect(Object.keys(spec.metadata)[0]).toBe('name');
      expect(JSON.stringify(conform(facts, spec).body)).toBe(JSON.stringify(spec));
    }
    expect(objects.length).toBeGreaterThan(500);
  });

  test('are selected by names, never by paths', () => {
    const labels = objects.flatMap(({ spec }) => selectors(spec)).flatMap((one) => Object.entries(one));
    const isPath = (value: Json): boolean => /\/|wrap-|-c[0-9a-f]{7}$/.test(typeof value === 'string' ? value : '');
    const [theirs, ours] = [true, false].map((foreign) =>
      labels.filter(([key]) => (key === 'cdk8s.io/metadata.addr') === foreign),
    );

    expect(ours?.length).toBeGreaterThan(500);
    expect(ours?.filter(([, value]) => isPath(value))).toEqual([]);
    // What would be found: cdk8s-plus selects by a hash of the path.
    expect(theirs?.every(([, value]) => isPath(value))).toBe(true);
  });

  test('have names that people have given, without a hash', () => {
    expect(
      objects.filter(({ spec }) => /-c[0-9a-f]{7}(-|$)|-[0-9a-f]{8,}/.test(spec.metadata.name)).map(({ id }) => id),
    ).toEqual([]);
  });
});

/** Digests of files that hold the name of the environment. */
function withoutDigests(text: string): string {
  return text.replace(/"[0-9a-f]{16,64}"/g, '"digest"');
}

/** The lines of a list without the commas between them, and without the users of a secret, who are a part of its line. */
function lines(text: string | undefined): readonly string[] {
  const all = (text ?? '').split('\n').map((line) => line.replace(/,$/, ''));
  return all.map((line) => line.replace(/"usedBy":\[[^\]]*\]/, '"usedBy":[]'));
}

/** The paths of files that differ, sorted. */
function changed(before: FileTree, after: FileTree): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

function withStacks(program: ProgramSpec, change: (stack: StackSpec, index: number) => StackSpec): ProgramSpec {
  return program.map((one, index) => (index === 0 ? { ...one, stacks: one.stacks.map(change) } : one));
}

function differentObjects(
  before: Assembly | undefined,
  after: Assembly | undefined,
): readonly { readonly name: string; readonly kind: string }[] {
  const all = [before, after].flatMap((assembly) => (assembly ? resourcesOf(assembly, 'object') : []));
  const ids = new Set(all.map(({ id }) => id));
  return [...ids].flatMap((id) => {
    if (JSON.stringify(before?.resources[id]) === JSON.stringify(after?.resources[id])) return [];
    const [, , kind = '', name = ''] = id.split('/');
    return [{ kind, name }];
  });
}

/** The labels by which an object selects others, wherever in it. */
function selectors(value: Json): readonly Readonly<Record<string, Json>>[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(selectors);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const isLabels =
      (key === 'matchLabels' || key === 'selector') && isJsonObject(member) && !('matchLabels' in member);
    return isLabels ? [member] : selectors(member);
  });
}

/** Kinds of objects that the sources of constructs name: `apiVersion: 'v1', kind: 'Service'`, or a group in a constant. */
function emittedKinds(): readonly string[] {
  const folder = join(root, 'lib/constructs');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const kinds = sources.flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const constants = new Map(
      [...text.matchAll(/const (\w+) = '([^']+)'/g)].map(([, name = '', value = '']) => [name, value]),
    );
    return [...text.matchAll(/apiVersion: (?:'([^']+)'|`\$\{(\w+)\}\/[^`]*`|(\w+)),\s*kind: '(\w+)'/g)].map(
      ([, literal, group, constant, kind = '']) => {
        const apiVersion = literal ?? constants.get(constant ?? '') ?? `${constants.get(group ?? '') ?? '?'}/v1`;
        return `${apiGroup(apiVersion)} ${kind}`;
      },
    );
  });
  // Configurations of programs on hosts have kinds as well, and are no objects; local-path's helper is a text in a ConfigMap.
  const isOfHosts = (kind: string): boolean =>
    /^(?:[\w.-]*config|kubeadm|audit)\.k8s\.io |^core (?:Config|Pod)$/.test(kind);
  return [...new Set(kinds)].filter((kind) => !isOfHosts(kind)).sort();
}
