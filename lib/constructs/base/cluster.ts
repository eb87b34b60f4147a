import { Construct } from 'constructs';
import { contributes, type ClusterFacts, type Contribution, type Subject } from '../../assembly';
import { captureProvenance } from '../../core';
import { environmentOf } from './scopes';

/** A cluster that environments run in, with the facts that everything above relies on. */
export abstract class Cluster extends Construct {
  /** Known once the program is made: some follow from what is declared after the cluster. */
  abstract get facts(): ClusterFacts;

  protected constructor(scope: Construct, id: string, subject?: Subject) {
    super(scope, id);
    captureProvenance(this);
    environmentOf(this).adoptCluster(this);
    contributes(this, {
      ...(subject && { subject }),
      contribute: (into) => {
        into.cluster(this.facts);
        this.contribute?.(into);
      },
    });
  }

  /** What a cluster consists of that this program makes; nothing where somebody else made it. */
  protected contribute?(into: Contribution): void;
}
