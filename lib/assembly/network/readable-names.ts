import { identityParts, type ResourceId } from '../model/identity';

interface Owned {
  readonly id: ResourceId;
  readonly owner: string;
}

/**
 * The names by which reviewers know pods, each unique: their component's, `shop/cart`; after the object, `shop/cart-migrate`,
 * where a component has several workloads or none is known; with the kind where that is not enough.
 */
export function readableNames(carriers: readonly Owned[]): ReadonlyMap<ResourceId, string> {
  const byOwner = counted(carriers.map(({ owner }) => owner));
  const preferred = carriers.map(({ id, owner }) => {
    const { stack, name } = identityParts(id);
    return owner.includes('/') && byOwner.get(owner) === 1 ? owner : `${stack}/${name}`;
  });
  const taken = counted(preferred);
  return new Map(
    carriers.map(({ id }, index) => {
      const { stack, kind, name } = identityParts(id);
      const short = preferred[index] ?? id;
      return [id, taken.get(short) === 1 ? short : `${stack}/${kind}/${name}`];
    }),
  );
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
