import { exposuresIn, type Component, type Exposed } from '../base';

/** What was exposed earlier in the same cluster at the same host and path. */
export function exposedBefore(component: Component): Exposed | undefined {
  return earlier(
    component,
    (one, own) => one.host === own.host && one.path === own.path && one.listener === own.listener,
  );
}

/** What was exposed earlier in the same cluster at the same port of nodes. */
export function nodePortBefore(component: Component): Exposed | undefined {
  return earlier(component, (one, own) => one.nodePort === own.nodePort);
}

function earlier(component: Component, isSame: (one: Exposed, own: Exposed) => boolean): Exposed | undefined {
  const cluster = component.stack.environment.tryCluster;
  const all = cluster ? exposuresIn(cluster) : [];
  const own = all.find((one) => one.component === component);
  const first = own && all.find((one) => one === own || isSame(one, own));
  return first === own ? undefined : first;
}
