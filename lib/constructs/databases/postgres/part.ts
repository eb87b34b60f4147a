import type { ComponentPods, ComponentSpec, Contribution } from '../../../assembly';
import { nameRule, type Secret } from '../../../core';
import type { Construct } from 'constructs';
import { Component, selectorLabels } from '../../base';
import { imagePullSecrets, type PortHandle } from '../../kubernetes';
import type { ClusterSecrets } from './cluster-secrets';
import type { PostgresSettings } from './postgres-settings';

/** What all parts of a cluster know of it. */
export interface PartProps {
  readonly settings: PostgresSettings;
  readonly secrets: ClusterSecrets;
  /** The leader, as everything in the cluster's namespace dials it. */
  readonly leader: PortHandle;
}

/** Something that runs beside the servers of a cluster, with a name, a policy and an order of its own. */
export abstract class ClusterPart extends Component {
  protected constructor(scope: Construct, suffix: string, cluster: string, leader: PortHandle) {
    super(scope, suffix, { name: `${cluster}-${suffix}` }, nameRule('Service'));
    leader.allowFrom(this);
  }

  override get pods(): ComponentPods {
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name) };
  }

  protected abstract readonly secrets: readonly Secret[];

  protected abstract override componentSpec(): ComponentSpec;

  protected override contribute(into: Contribution): void {
    for (const secret of [...this.secrets, ...imagePullSecrets(this)]) into.secret(secret);
  }
}
