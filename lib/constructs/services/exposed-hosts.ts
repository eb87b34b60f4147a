import type { Component } from '../base';
import type { Expose } from './expose';

interface Exposed {
  readonly component: Component;
  readonly expose: Expose<string>;
}

const exposed = new WeakMap<object, Exposed[]>();

/** Remembers where a component is exposed, for the whole program: environments may share a gateway. */
export function rememberExposed(component: Component, expose: Expose<string>): void {
  const root = component.node.root;
  const known = exposed.get(root) ?? [];
  known.push({ component, expose });
  exposed.set(root, known);
}

/** The component that was exposed earlier at the same host and path of the same cluster. */
export function exposedBefore(component: Component, expose: Expose<string>): Component | undefined {
  const all = exposed.get(component.node.root) ?? [];
  const cluster = component.stack.environment.tryCluster;
  const earlier = all.slice(
    0,
    all.findIndex((one) => one.component === component),
  );
  return earlier.find(
    (one) =>
      one.expose.host === expose.host &&
      one.expose.path === expose.path &&
      one.expose.listener === expose.listener &&
      one.component.stack.environment.tryCluster === cluster,
  )?.component;
}
