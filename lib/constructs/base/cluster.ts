import { Construct } from 'constructs';
import { contributes, type ClusterFacts } from '../../assembly';
import { captureProvenance } from '../../core';
import { environmentOf } from './scopes';

/** A cluster that environments run in, with the facts that everything above relies on. */
export abstract class Cluster extends Construct {
  readonly facts: ClusterFacts;

  protected constructor(scope: Construct, id: string, facts: ClusterFacts) {
    super(scope, id);
    captureProvenance(this);
    this.facts = facts;
    environmentOf(this).adoptCluster(this);
    contributes(this, {
      contribute: (into) => {
        into.cluster(facts);
      },
    });
  }
}
