import { Construct, type IConstruct } from 'constructs';
import { contributes, nameInvalid, type Tier } from '../../assembly';
import {
  acknowledge,
  allowedOr,
  captureChildren,
  captureProvenance,
  choiceProblems,
  dnsLabel,
  nameProblem,
  report,
  suggestedName,
} from '../../core';
import type { Cluster } from './cluster';
import { clusterMissing, clusterSecond } from './findings';
import { namespaceProblems } from './namespace-problems';
import type { NamespaceProps } from './namespace-props';
import { environmentOf, isEnvironment, markEnvironment } from './scopes';
import { adoptEnds } from './workload';

export interface EnvironmentProps {
  /**
   * How careful the environment is. Production refuses what the other tiers let pass.
   *
   * @default 'production'
   */
  readonly tier?: Tier;
  /**
   * The cluster of another environment that this one is a tenant of.
   *
   * @default - the environment has a cluster of its own, declared in it
   */
  readonly cluster?: Cluster;
  /**
   * What holds for the namespaces of all its stacks: pod security, quota, limits, team, image pull credentials.
   *
   * @default - see NamespaceProps
   */
  readonly namespaces?: NamespaceProps;
}

const tiers: readonly Tier[] = ['production', 'staging', 'development'];

/** What an environment can share with others, such as the port of a service. */
export interface Exportable<T> {
  /** The same output as other environments may use it; unchanged when another environment asks than the one that it is of. */
  exportedFrom(environment: Environment): T;
}

/** One isolated place where software runs. Synthesizes to one assembly, written to `dist/<id>/`. */
export class Environment extends Construct {
  /** The environment that a construct stands in. @throws Error when it stands in none. */
  static of(construct: IConstruct): Environment {
    return environmentOf(construct);
  }

  static isEnvironment(construct: unknown): construct is Environment {
    return isEnvironment(construct);
  }

  readonly tier: Tier;
  readonly namespaces: NamespaceProps;
  readonly #shared: Cluster | undefined;
  #own: Cluster | undefined;

  constructor(scope: Construct, id: string, props: EnvironmentProps = {}) {
    super(scope, id);
    markEnvironment(this);
    captureProvenance(this);
    captureChildren(this);
    const { tier = 'production' } = props;
    // What nobody knows is treated with the greatest care.
    this.tier = allowedOr(tier, tiers, 'production');
    this.namespaces = props.namespaces ?? {};
    this.#shared = props.cluster;
    const problems = [...choiceProblems('tier', tier, tiers), ...namespaceProblems(this.namespaces)];
    for (const { kind, detail, fix } of problems) report(this, kind, detail, fix);
    const problem = nameProblem(id, dnsLabel);
    if (problem !== undefined)
      report(this, nameInvalid, `The name of an environment, ${problem}.`, `Did you mean "${suggestedName(id)}"?`);
    contributes(this, {
      contribute: (into) => {
        adoptEnds(this);
        const cluster = this.tryCluster;
        into.environment({
          name: this.name,
          tier: this.tier,
          ...(cluster && { cluster: cluster.facts }),
          ...(cluster && this.isTenant && { tenantOf: environmentOf(cluster).name }),
        });
        const parts = this.node.children.length;
        if (!cluster && parts > 0) {
          into.finding(
            clusterMissing,
            `The environment "${this.name}" has ${parts === 1 ? 'a part' : `${String(parts)} parts`} and no cluster to run in.`,
            "Declare one, KubernetesCluster.existing(this, 'cluster', { version: '1.36', ... }), or pass another environment's: { cluster: shared.cluster }.",
          );
        }
      },
    });
  }

  /** The name of its folder in dist/, and for tenants the beginning of their namespaces. */
  get name(): string {
    return this.node.id;
  }

  /** The cluster that it runs in. @throws Error when none has been declared yet. */
  get cluster(): Cluster {
    const cluster = this.tryCluster;
    if (!cluster)
      throw new Error(
        `the environment "${this.name}" has no cluster yet: declare one in it, or pass one as { cluster }`,
      );
    return cluster;
  }

  /** The cluster that it runs in, or undefined. */
  get tryCluster(): Cluster | undefined {
    return this.#shared ?? this.#own;
  }

  /** Whether it shares a cluster that another environment owns. */
  get isTenant(): boolean {
    return this.#shared !== undefined && environmentOf(this.#shared) !== this;
  }

  /** Accepts a finding in the whole environment, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  /** Shares an output of this environment with others of the same cluster: they use what this returns. */
  export<T>(output: Exportable<T>): T {
    return output.exportedFrom(this);
  }

  /** Called by clusters that are declared in this environment. */
  adoptCluster(cluster: Cluster): void {
    const first = this.tryCluster;
    if (first && first !== cluster) {
      const [here, there] = [cluster.node.path, first.node.path];
      report(
        cluster,
        clusterSecond,
        `"${here}" is declared, but the environment runs in "${there}" already.`,
        'Use an environment for each cluster.',
      );
      return;
    }
    this.#own = cluster;
  }
}
