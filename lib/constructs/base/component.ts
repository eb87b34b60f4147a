import { Construct, type IConstruct } from 'constructs';
import {
  contributes,
  nameInvalid,
  type ComponentPods,
  type ComponentSpec,
  type Contribution,
  type Known,
} from '../../assembly';
import {
  acknowledge,
  captureProvenance,
  EdgeBook,
  nameProblem,
  report,
  suggestedName,
  type NameRule,
} from '../../core';
import { contributePolicy } from './network-policy';
import { stackOf } from './scopes';
import type { Stack } from './stack';

export interface ComponentProps {
  /**
   * The name of its objects, unique in the stack.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The name it had before. The data of a component with state moves along; everything else is created anew.
   *
   * @default - it was never renamed
   */
  readonly renamedFrom?: string;
}

/** Something that runs, or that others consume: it has a name in its stack, takes part in edges, and gets a policy. */
export abstract class Component extends Construct {
  /** Unique in the stack. Never derived from the path, so that moving the construct changes nothing. */
  readonly name: string;
  readonly stack: Stack;

  protected constructor(scope: Construct, id: string, props: ComponentProps, rule: NameRule) {
    super(scope, id);
    captureProvenance(this);
    this.name = props.name ?? id;
    this.stack = stackOf(this);
    const problem = nameProblem(this.name, rule);
    if (problem !== undefined) {
      report(
        this,
        nameInvalid,
        `The name of a ${this.constructor.name}, ${problem}.`,
        `Did you mean "${suggestedName(this.name, rule)}"?`,
      );
    }
    const { renamedFrom } = props;
    contributes(this, {
      pods: () => this.pods,
      subject: { component: this.name, ...(renamedFrom !== undefined && { renamedFrom }) },
      contribute: (into) => {
        into.component(this.componentSpec());
        this.contribute?.(into);
      },
      derive: (into, known) => {
        const { pods } = this;
        if (pods) contributePolicy(into, known, this, pods);
        this.derive?.(into, known);
      },
    });
  }

  /** `<environment>/<stack>/<name>`, as messages call it. */
  get title(): string {
    return `${this.stack.node.id}/${this.name}`;
  }

  /** The pods that it consists of, for policies; undefined for what does not run in the cluster. */
  abstract get pods(): ComponentPods | undefined;

  /** Orders this component after another one. Traffic is allowed by consuming the other's outputs. */
  needs(...others: readonly IConstruct[]): this {
    for (const target of others) EdgeBook.of(this).record({ kind: 'needs', consumer: this, target });
    return this;
  }

  /** Accepts a finding here, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  /** What the component is, as data. */
  protected abstract componentSpec(): ComponentSpec;

  /** What it adds besides itself. */
  protected contribute?(into: Contribution): void;

  /** What follows for it from the edges of others. */
  protected derive?(into: Contribution, known: Known): void;
}

/** The label that selects the pods of a component. Part of immutable selectors: it never changes. */
export function selectorLabels(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name };
}
