import fc from 'fast-check';
import { hostViews, identityParts, type Assembly, type Resource, type ResourceId } from '../../lib/assembly';
import { entryKey, inventoryOf, plan, type Observed, type Plan, type Step, type StepId } from '../../lib/plan';
import { ancestors, ids, stamps } from '../plan/reading';
import { arbitraryHosts, buildHosts, type HostsSpec } from './arbitrary-hosts';
import { arbitraryProgram, build } from './arbitrary-program';

interface Case {
  readonly to: Assembly;
  readonly observed: Observed;
}

/** An environment, and what some of its hosts have carried out of a first plan. */
const arbitraryCase: fc.Arbitrary<Case> = fc
  .tuple(arbitraryHosts, fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }))
  .map(([spec, carriedOut]) => {
    const to = built(spec);
    const first = plan({ to });
    const places = new Map(first.steps.map(({ id }, index) => [id, index]));
    const isCarriedOut = ({ id }: Step): boolean => carriedOut[(places.get(id) ?? 0) % carriedOut.length] ?? false;
    return { to, observed: stamps(first, isCarriedOut) };
  });

const known = new Map<string, Assembly>();

function built(spec: HostsSpec): Assembly {
  const key = JSON.stringify(spec);
  const found = known.get(key) ?? buildHosts(spec).assembly;
  known.set(key, found);
  return found;
}

/** Checks what holds for the plans of all environments, whatever is found on their hosts. */
function always(check: (made: Plan, one: Case) => void, numRuns = 8): void {
  fc.assert(
    fc.property(arbitraryCase, (one) => {
      check(plan(one), one);
    }),
    { numRuns },
  );
}

test('every step has a name of its own, and stands after all that it needs', () => {
  always((made) => {
    const seen = new Set<StepId>();
    for (const { id, needs } of made.steps) {
      expect(needs.filter((need) => !seen.has(need))).toEqual([]);
      expect(seen).not.toContain(id);
      seen.add(id);
    }
  });
});

test('the same request gives the same plan', () => {
  always((made, one) => {
    expect(plan({ ...one, to: structuredClone(one.to) })).toEqual(made);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  }, 4);
});

test('what needs a component comes after the step that waits until it can be used', () => {
  always((made, { to }) => {
    const before = ancestors(made);
    for (const { kind, from, to: target } of to.edges) {
      const [later, earlier] = [installs(made, to, from), installs(made, to, target)];
      if (kind !== 'needs' || earlier.length === 0) continue;
      // One that is begun by a host is there with it; any other when all its hosts are ready.
      const isBegun = component(to, target)?.hosts?.procedures.installFirst !== undefined;
      const ready = isBegun ? earlier.filter(({ id }) => isFirst(id, earlier, before)) : earlier;
      expect(ready).not.toEqual([]);
      for (const { id } of later) expect(missing(before, id, ready)).toEqual([]);
    }
  });
});

test('what needs a component in the cluster is applied when that is ready', () => {
  fc.assert(
    fc.property(arbitraryProgram(), (program) => {
      for (const { assembly } of build(program)) {
        const made = plan({ to: assembly });
        const before = ancestors(made);
        for (const { kind, from, to } of assembly.edges) {
          const [later, earlier] = [assembly.resources[from]?.owner ?? '', assembly.resources[to]?.owner ?? ''];
          if (kind !== 'needs' || !before.has(`${later}/apply`) || !before.has(`${earlier}/ready`)) continue;
          expect([...(before.get(`${later}/apply`) ?? [])]).toContain(`${earlier}/ready`);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('hosts of a group that serves are never worked on at the same time', () => {
  always((made, { observed }) => {
    const before = ancestors(made);
    for (const [group, members] of groupsOf(made)) {
      const serves = members.some(({ id, place }) => place.kind === 'host' && observed.hosts[place.host]?.[id]);
      if (!serves) continue;
      const pairs = members.flatMap((one, index) =>
        members.slice(index + 1).map((other) => [one.id, other.id] as const),
      );
      const together = pairs.filter(([one, other]) => !before.get(one)?.has(other) && !before.get(other)?.has(one));
      expect({ group, together }).toEqual({ group, together: [] });
    }
  }, 15);
});

test('what was begun is not begun again, and nothing carried out is refused', () => {
  always((made, { observed }) => {
    const again = made.steps.filter(({ id, place, digest, amended }) => {
      const was = place.kind === 'host' ? observed.hosts[place.host]?.[id] : undefined;
      return amended === 'refuse' && was !== undefined && was !== digest;
    });

    expect(again.map(({ id }) => id)).toEqual([]);
  }, 15);
});

test('a parcel is given once, before it is taken', () => {
  always((made) => {
    const before = ancestors(made);
    const givers = new Map(made.steps.flatMap(({ id, gives }) => gives.map(({ name }) => [name, id] as const)));

    expect(givers.size).toBe(made.steps.flatMap(({ gives }) => gives).length);
    for (const { id, takes } of made.steps) {
      const early = takes.filter(({ name }) => !before.get(id)?.has(givers.get(name) ?? ''));
      expect({ id, early }).toEqual({ id, early: [] });
    }
    for (const { place, gives } of made.steps) if (place.kind === 'host') expect(gives.length).toBeLessThanOrEqual(1);
  });
});

test('a host takes no other host’s secrets, and names none that it does not have', () => {
  always((made, { to }) => {
    const views = new Map(hostViews(to).map((view) => [view.name, view]));
    for (const { id, place, takes, actions } of made.steps) {
      if (place.kind !== 'host') continue;
      const view = views.get(place.host);
      const own = new Set(view?.resourcesOf('host-secret').map((secret) => secret.id));
      const named = actions.flatMap((action) => (action.kind === 'install-secrets' ? action.secrets : []));
      expect({ id, strange: named.filter((secret) => !own.has(secret)) }).toEqual({ id, strange: [] });
      // Credentials are the same for all hosts of a pool.
      const mine = new RegExp(`/(${place.host}/\\w+|${view?.host.spec.pool ?? ''}/credentials)$`);
      expect({ id, strange: takes.filter(({ name }) => !mine.test(name)) }).toEqual({ id, strange: [] });
    }
  });
});

test('nothing that does something is taken for done before it was', () => {
  always((made) => {
    const idle = made.steps.filter(({ actions, postcondition, always: isAlways }) => {
      const isVacuous =
        postcondition.kind === 'none' || (postcondition.kind === 'all' && postcondition.of.length === 0);
      return actions.length > 0 && isVacuous && isAlways !== true;
    });

    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});

test('a change in the cluster brings what is new or differs, removes what is gone, and touches nothing else', () => {
  const kinds: ReadonlySet<Resource['kind']> = new Set(['component', 'exposure', 'network-flow', 'object', 'secret']);
  const changing = fc.array(fc.constantFrom('keep', 'keep', 'keep', 'change', 'remove', 'add'), { minLength: 3 });
  fc.assert(
    fc.property(arbitraryProgram(), changing, (program, operations) => {
      for (const { assembly } of build(program)) {
        const operationOf = new Map(
          Object.values(assembly.resources)
            .filter(({ kind }) => kinds.has(kind))
            .map(({ id }, index) => [id, operations[index % operations.length]]),
        );
        const from = having(assembly, ({ id }) => operationOf.get(id) !== 'add');
        const to = having(assembly, ({ id }) => operationOf.get(id) !== 'remove', operationOf);
        expectOnly(plan({ from, to }), from, to, operationOf);
      }
    }),
    { numRuns: 30 },
  );
});

/** Holds what a plan of a change brings and removes against the operations that made the change. */
function expectOnly(
  made: Plan,
  from: Assembly,
  to: Assembly,
  operationOf: ReadonlyMap<ResourceId, string | undefined>,
): void {
  const isMeant = (id: ResourceId): boolean => ['change', 'add'].includes(operationOf.get(id) ?? 'keep');
  const objects = Object.values(to.resources).filter(({ kind }) => kind === 'object');
  const applied = made.steps.map(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'apply-objects' ? action.objects : [])),
  );
  const deleted = made.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'delete-objects' ? action.objects : [])),
  );
  const kept = new Set(Object.values(to.resources).flatMap(keysOf));

  if (made.kind === 'objects') {
    // Objects of one author stand and fall together; where none of them is meant, none is applied.
    expect(applied.filter((group) => group.length > 0 && !group.some(isMeant))).toEqual([]);
  }
  expect(objects.filter(({ id }) => isMeant(id) && !applied.flat().includes(id))).toEqual([]);
  expect(made.steps.filter(({ place }) => place.kind === 'host')).toEqual([]);
  expect(deleted.map(entryKey).sort()).toEqual(
    inventoryOf(from)
      .map(entryKey)
      .filter((key) => !kept.has(key))
      .sort(),
  );
  expect(ids(made).at(-1)).toBe('record/deployed');
}

/** An assembly with some of its resources, those that are to change changed. */
function having(
  assembly: Assembly,
  isKept: (resource: Resource) => boolean,
  operationOf: ReadonlyMap<ResourceId, string | undefined> = new Map(),
): Assembly {
  const kept = Object.values(assembly.resources).filter(isKept);
  const resources = kept.map((one) => (operationOf.get(one.id) === 'change' ? changed(one) : one));
  return { ...assembly, resources: Object.fromEntries(resources.map((one) => [one.id, one])) };
}

function changed(resource: Resource): Resource {
  if (resource.kind === 'object') return { ...resource, spec: { ...resource.spec, changed: true } };
  return resource.kind === 'secret' ? { ...resource, spec: { ...resource.spec, from: 'elsewhere' } } : resource;
}

function keysOf(resource: Resource): readonly string[] {
  if (resource.kind === 'object') {
    const { apiVersion, kind, metadata } = resource.spec;
    const { namespace, name } = metadata;
    return [entryKey({ apiVersion, kind, ...(typeof namespace === 'string' && { namespace }), name })];
  }
  if (resource.kind !== 'secret') return [];
  const { namespace, name } = resource.spec;
  return [entryKey({ apiVersion: 'v1', kind: 'Secret', namespace, name })];
}

function component(to: Assembly, id: ResourceId): Extract<Resource, { kind: 'component' }>['spec'] | undefined {
  const resource = to.resources[id];
  return resource?.kind === 'component' ? resource.spec : undefined;
}

/** The steps that bring a component to its hosts. */
function installs(made: Plan, to: Assembly, id: ResourceId): readonly Step[] {
  if (!component(to, id)?.hosts) return [];
  const { name } = identityParts(id);
  return made.steps.filter((step) => new RegExp(`^${name}/[^/]+/(start|install)$`).test(step.id));
}

/** Whether a step of several is one that all others wait for. */
function isFirst(id: StepId, all: readonly Step[], before: ReadonlyMap<StepId, ReadonlySet<StepId>>): boolean {
  return all.every((other) => other.id === id || before.get(other.id)?.has(id) === true);
}

function missing(
  before: ReadonlyMap<StepId, ReadonlySet<StepId>>,
  id: StepId,
  ready: readonly Step[],
): readonly StepId[] {
  return ready.filter((step) => before.get(id)?.has(step.id) !== true).map((step) => step.id);
}

function groupsOf({ steps }: Plan): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps)
    if (step.group !== undefined) groups.set(step.group, [...(groups.get(step.group) ?? []), step]);
  return groups;
}
