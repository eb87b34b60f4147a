import { hostViews, type Assembly, type HostPlace, type HostView } from '../../assembly';

/** The hosts of places, each once, in the order of the places and, within one, of the names. */
export function hostsOf(assembly: Assembly, places: readonly HostPlace[]): readonly HostView[] {
  const views = hostViews(assembly);
  const found = places.flatMap(({ pool, host }) =>
    views.filter(({ name, host: { spec } }) => spec.pool === pool && (host === undefined || host === name)),
  );
  return [...new Set(found)];
}
