import { report } from '../../core';
import type { Environment } from './environment';
import { layerOfTenant } from './findings';
import type { NamespaceProps } from './namespace-props';
import { isStack } from './scopes';
import { Stack } from './stack';

export interface LayerStackProps extends Pick<NamespaceProps, 'podSecurity' | 'network'> {
  /**
   * Whether somebody else makes the namespace, as kubeadm makes kube-system: then the stack has no Namespace object, and no
   * policy and no quota, which would hold for what others run there.
   *
   * @default false
   */
  readonly existing?: boolean;
}

/** A namespace that a layer needs for itself. It takes nothing from the environment's own: no quota, limits, teams, pull secrets. */
class LayerStack extends Stack {
  protected override get usualSettings(): NamespaceProps {
    return { network: 'open' };
  }
}

/** The same of a namespace that somebody else makes. */
class ExistingLayerStack extends LayerStack {
  protected override addNamespace(): void {
    // What holds for the namespace is not ours to say.
  }
}

/**
 * The stack in which a layer's own objects stand, named as upstream names the namespace: found, or else made.
 *
 * Open by default: what runs there serves the whole cluster, and a policy that is too tight takes it down. Several layers may
 * share a namespace; the first one's properties count.
 */
export function layerStack(environment: Environment, name: string, props: LayerStackProps = {}): Stack {
  const found = environment.node.tryFindChild(name);
  if (found && isStack(found)) return found;
  const { existing = false, ...settings } = props;
  const stack = new (existing ? ExistingLayerStack : LayerStack)(environment, name, settings);
  if (environment.isTenant) {
    report(
      stack,
      layerOfTenant,
      `"${environment.name}" runs in the cluster of another environment and declares "${name}", a part of the cluster itself.`,
      'Declare it in the environment that owns the cluster.',
    );
  }
  return stack;
}
