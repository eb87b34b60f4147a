import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { renderDist, synthesizeTree, type FileTree, type Synthesized } from '../../lib/assembly';
import { Environment, Stack, type StackProps } from '../../lib/constructs/base';
import { Ingress, KubernetesCluster, type ExistingClusterProps } from '../../lib/constructs/kubernetes';
import { Secret } from '../../lib/core';
import { App } from '../../lib/program';
import { root } from '../core/line-of';
import { makers, type Made, type Maker, type MakerName } from './makers';

/** A part of a stack, as data. */
export interface PartSpec {
  readonly maker: MakerName;
  /** Unique in the environment. */
  readonly id: string;
  readonly variant: number;
  /** Constructs around it that mean nothing. */
  readonly wraps: number;
  /** The ids of parts of the same environment that it consumes. */
  readonly uses: readonly string[];
}

export interface StackSpec {
  readonly id: string;
  readonly settings: keyof typeof settings;
  readonly parts: readonly PartSpec[];
}

interface EnvironmentSpec {
  /** `shared` owns a cluster; all others are its tenants. */
  readonly id: string;
  readonly stacks: readonly StackSpec[];
}

/** A program as data. It can be built again and again, in any order, at any place of the tree. */
export type ProgramSpec = readonly EnvironmentSpec[];

const settings = {
  plain: {},
  open: { network: 'open' },
  full: {
    quota: { cpu: '8', memory: Size.gibibytes(16), pods: 50 },
    limits: {
      defaultCpuRequest: '50m',
      defaultMemoryRequest: Size.mebibytes(64),
      defaultMemoryLimit: Size.mebibytes(128),
    },
    teams: [{ group: 'oidc:shop' }, { group: 'oidc:operators', access: 'admin' }],
    imagePullSecrets: [Secret.existing('registry')],
  },
} as const satisfies Readonly<Record<string, StackProps>>;

const stackIds = ['data', 'shop'] as const;

function partsOf(stack: string, only: readonly MakerName[]): fc.Arbitrary<readonly PartSpec[]> {
  const part = fc.record({
    maker: fc.constantFrom(...only),
    variant: fc.nat(3),
    wraps: fc.nat(2),
    uses: fc.array(fc.nat(20), { maxLength: 2 }),
  });
  return fc
    .array(part, { maxLength: 4 })
    .map((parts) =>
      parts.map((one, index) => ({ ...one, id: `${stack}-${one.maker}-${String(index)}`, uses: one.uses.map(String) })),
    );
}

function environment(id: string, only: readonly MakerName[]): fc.Arbitrary<EnvironmentSpec> {
  const stacks = stackIds.map((stack) =>
    fc.record({
      id: fc.constant(stack),
      settings: fc.constantFrom('plain', 'open', 'full'),
      parts: partsOf(stack, only),
    }),
  );
  return fc.tuple(...stacks).map((all) => ({ id, stacks: connected(all as readonly StackSpec[]) }));
}

/** Turns drawn numbers into ids of parts that can be used. Secrets are read in their own namespace only. */
function connected(stacks: readonly StackSpec[]): readonly StackSpec[] {
  const offering: readonly MakerName[] = ['microservice', 'external-addresses', 'external-host', 'redis', 'postgres'];
  const inOwnStack: readonly MakerName[] = ['redis', 'postgres'];
  const all = stacks.flatMap(({ parts, id }) => parts.map((part) => ({ ...part, stack: id })));
  return stacks.map((stack) => ({
    ...stack,
    parts: stack.parts.map((part) => {
      const candidates = all.filter(
        ({ id, maker, stack: other }) =>
          id !== part.id && offering.includes(maker) && (other === stack.id || !inOwnStack.includes(maker)),
      );
      const uses = part.uses.map((drawn) => candidates[Number(drawn) % Math.max(1, candidates.length)]?.id ?? '');
      return { ...part, uses: [...new Set(uses)].filter((id) => id !== '') };
    }),
  }));
}

const all = Object.keys(makers) as MakerName[];

/** Programs with an environment that owns a cluster, and perhaps a tenant of it. */
export function arbitraryProgram(only: readonly MakerName[] = all): fc.Arbitrary<ProgramSpec> {
  return fc.oneof(
    fc.tuple(environment('shared', only)),
    fc.tuple(environment('shared', only), environment('staging', only)),
  );
}

/** One program with every part in every variant, connected to all that can be used. */
export function wholeProgram(): ProgramSpec {
  const stacks = (['plain', 'full'] as const).map((setting, at): StackSpec => {
    const stack = stackIds[at] ?? 'shop';
    const parts = all.flatMap((maker) =>
      [0, 1, 2, 3].map((variant): PartSpec => ({
        maker,
        variant,
        wraps: variant % 2,
        uses: ['0', '1', '2', '3', '7'],
        id: `${stack}-${maker}-${String(variant)}`,
      })),
    );
    return { id: stack, settings: setting, parts };
  });
  return [
    { id: 'shared', stacks: connected(stacks) },
    { id: 'staging', stacks: connected(stacks) },
  ];
}

/** How a program is built; what it makes must not depend on it. */
export interface Way {
  /** Puts the items of a list into another order. */
  readonly order?: <T>(items: readonly T[]) => readonly T[];
  /** Constructs around each part, in place of those that the program says. */
  readonly wraps?: number;
  /** Whether the cluster is declared after everything that runs in it; for programs without tenants. */
  readonly clusterLast?: boolean;
  /** Makers in place of the usual ones, with faults that tests must find. */
  readonly faulty?: Partial<Record<MakerName, Maker>>;
}

function asDeclared<T>(items: readonly T[]): readonly T[] {
  return items;
}

const cluster = {
  version: '1.36',
  enforcer: 'calico',
  apiServer: ['10.20.0.0/29'],
  storageClasses: [{ name: 'standard', default: true, expandable: true }],
  ingress: Ingress.gateway({ name: 'public', namespace: 'gateway', podLabels: { app: 'envoy' } }),
  metrics: true,
  monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } },
} as const satisfies ExistingClusterProps;

/** Builds a program. */
export function buildApp(program: ProgramSpec, way: Way = {}): App {
  const { order = asDeclared, clusterLast = false } = way;
  const app = new App();
  const owner = new Environment(app, 'shared', { tier: 'development' });
  const namespaces = { quota: { cpu: '4', memory: Size.gibibytes(8) } };
  if (!clusterLast) KubernetesCluster.existing(owner, 'cluster', cluster);
  for (const spec of order(program)) {
    const isOwner = spec.id === owner.name;
    const tenant = { tier: 'development', cluster: owner.tryCluster, namespaces } as const;
    fill(isOwner ? owner : new Environment(app, spec.id, tenant), spec, way);
  }
  if (clusterLast) KubernetesCluster.existing(owner, 'cluster', cluster);
  return app;
}

/** Builds a program, and gives its environments as data, sorted by name. */
export function build(program: ProgramSpec, way: Way = {}): readonly Synthesized[] {
  const { order = asDeclared } = way;
  return order(buildApp(program, way).environments)
    .map((one) => synthesizeTree(one, { sourceRoot: root }))
    .sort((a, b) => (a.assembly.environment.name < b.assembly.environment.name ? -1 : 1));
}

/** All files of a program. */
export function filesOf(program: ProgramSpec, way: Way = {}): FileTree {
  return renderDist(build(program, way).map(({ assembly }) => assembly));
}

function fill(environment: Environment, spec: EnvironmentSpec, { order = asDeclared, wraps, faulty }: Way): void {
  const made = new Map<string, Made>();
  for (const stackSpec of order(spec.stacks)) {
    const stack = new Stack(environment, stackSpec.id, settings[stackSpec.settings]);
    for (const part of order(stackSpec.parts)) {
      let scope: Construct = stack;
      for (let depth = 0; depth < (wraps ?? part.wraps); depth++)
        scope = new Construct(scope, `wrap-${part.id}-${String(depth)}`);
      const maker: Maker = faulty?.[part.maker] ?? makers[part.maker];
      made.set(part.id, maker(scope, part.id, part.variant));
    }
  }
  for (const part of order(spec.stacks.flatMap(({ parts }) => parts))) {
    // The variables of a container are in the order of its author, so that order is kept.
    for (const used of part.uses) {
      const offered = made.get(used)?.offer?.(part.id);
      const name = `USES_${used.toUpperCase().replaceAll('-', '_')}`;
      if (offered) made.get(part.id)?.use?.(name, offered);
    }
  }
}
