import {
  hostViews,
  plinthId,
  render,
  type Acknowledgement,
  type Assembly,
  type Edge,
  type Origin,
  type Resource,
  type ResourceId,
} from '../assembly';
import { fileOf, type Found } from './find-resource';

/** All that is known of one resource. */
export interface Explanation {
  readonly environment: string;
  readonly id: ResourceId;
  readonly kind: string;
  readonly owner: string;
  readonly renamedFrom?: ResourceId;
  /** Its path in the construct tree and the line that made it; absent when only dist/ was read. */
  readonly origin?: Origin;
  /** Its file below dist/; absent for what is no file. */
  readonly file?: string;
  /** What it, or the component that owns it, consumes. */
  readonly uses: readonly Edge[];
  /** What consumes it, or the component that owns it. */
  readonly usedBy: readonly Edge[];
  /** For components: the resources that it owns. For hosts: what stands on them. */
  readonly owns: readonly ResourceId[];
  /** Lines about it, or the component that owns it, by file of facts. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** What was accepted on it, or on something that it is part of. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Explains a resource from its assembly, and from where it comes if that is known. */
export function explanation({ assembly, resource }: Found, origin?: Origin): Explanation {
  const { id, owner, renamedFrom } = resource;
  const environment = assembly.environment.name;
  const subject = subjectOf(assembly, resource);
  const file = fileOf(resource);
  return {
    environment,
    id,
    kind: kindText(resource),
    owner,
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...(origin && { origin }),
    ...(file !== undefined && { file: `${environment}/${file}` }),
    uses: assembly.edges.filter(({ from }) => from === subject),
    usedBy: assembly.edges.filter(({ to }) => to === subject),
    owns: ownedBy(assembly, resource),
    facts: subject === id || owner.includes('/') ? factsAbout(assembly, owner) : {},
    acknowledgements: assembly.acknowledgements.filter(
      ({ on }) => on === '' || on === owner || owner.startsWith(`${on}/`),
    ),
  };
}

function kindText(resource: Resource): string {
  switch (resource.kind) {
    case 'object':
      return `${resource.spec.apiVersion} ${resource.spec.kind}`;
    case 'component':
      return `${resource.kind}, ${resource.spec.type}`;
    case 'host':
      return `${resource.kind} of the pool ${resource.spec.pool}, ${resource.spec.address}`;
    default:
      return resource.kind;
  }
}

/** The component that a resource is or belongs to; the resource itself where it belongs to none. */
function subjectOf(assembly: Assembly, { id, owner }: Resource): ResourceId {
  const [stack = '', name] = owner.split('/');
  const component = name === undefined ? id : plinthId(stack, 'component', name);
  return component in assembly.resources ? component : id;
}

function ownedBy(assembly: Assembly, resource: Resource): readonly ResourceId[] {
  if (resource.kind === 'host') {
    const view = hostViews(assembly).find(({ host }) => host.id === resource.id);
    return (view?.all() ?? []).map(({ id }) => id);
  }
  if (resource.kind !== 'component') return [];
  return Object.values(assembly.resources)
    .filter((other) => other.owner === resource.owner && other.id !== resource.id)
    .map((other) => other.id);
}

/** The lines of facts/ in which a component is named, for people to read: `shop/cart` as a word. */
function factsAbout(assembly: Assembly, name: string): Explanation['facts'] {
  const isAbout = new RegExp(`(^|[\\s(])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w./-])`);
  const facts: Record<string, readonly string[]> = {};
  for (const [path, content] of render(assembly)) {
    const file = /^facts\/(\w+)\.txt$/.exec(path)?.[1];
    const lines = content.split('\n').filter((line) => !line.startsWith('#') && isAbout.test(line));
    if (file !== undefined && lines.length > 0) facts[file] = lines;
  }
  return facts;
}
