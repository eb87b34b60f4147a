import { Chart, type ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { contributes, nameInvalid } from '../../assembly';
import {
  acknowledge,
  captureChildren,
  captureProvenance,
  dnsLabel,
  nameProblem,
  report,
  suggestedName,
} from '../../core';
import type { Environment } from './environment';
import { addNamespaceObjects } from './namespace-objects';
import { namespaceProblems, safeSettings } from './namespace-problems';
import type { NamespaceProps } from './namespace-props';
import { environmentOf, markStack, stackOf } from './scopes';

export type StackProps = NamespaceProps;

/**
 * A unit of deployment inside an environment: a namespace, isolated unless said otherwise.
 *
 * It is a cdk8s Chart: any construct of cdk8s or cdk8s-plus works in it.
 */
export class Stack extends Chart {
  /** The stack that a construct stands in. @throws Error when it stands in none. */
  static override of(construct: IConstruct): Stack {
    return stackOf(construct);
  }

  /** What holds for the namespace, with the environment's own filled in. */
  readonly settings: NamespaceProps;
  /** `<stack>` in a cluster of its own, `<environment>-<stack>` for a tenant. */
  override readonly namespace: string;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    const environment = environmentOf(scope);
    const namespace = environment.isTenant ? `${environment.name}-${id}` : id;
    super(scope, id, {
      namespace,
      labels: { 'app.kubernetes.io/part-of': id, 'app.kubernetes.io/managed-by': 'plinth' },
    });
    markStack(this);
    captureProvenance(this);
    captureChildren(this);
    this.namespace = namespace;
    this.settings = safeSettings({ ...this.usualSettings, ...props });
    for (const { kind, detail, fix } of namespaceProblems(props)) report(this, kind, detail, fix);
    const problem = nameProblem(id, dnsLabel) ?? nameProblem(namespace, dnsLabel);
    if (problem !== undefined) {
      report(
        this,
        nameInvalid,
        `The name of a stack and its namespace, ${problem}.`,
        `Did you mean "${suggestedName(id)}"?`,
      );
    }
    this.addNamespace();
    contributes(this, {
      subject: { stack: { name: id, namespace } },
      contribute: (into) => {
        for (const secret of this.settings.imagePullSecrets ?? []) into.secret(secret);
      },
    });
  }

  get environment(): Environment {
    return environmentOf(this);
  }

  /** What holds where the stack's own properties say nothing. Asked while the stack is being made. */
  protected get usualSettings(): NamespaceProps {
    return this.environment.namespaces;
  }

  /** Adds the namespace and what makes it isolated. Called while the stack is being made. */
  protected addNamespace(): void {
    addNamespaceObjects(this);
  }

  /** Accepts a finding in the whole stack, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  /**
   * Names of objects whose author gave none: the ids on the way to them, never a hash of the path.
   *
   * `Resource` and `Default` are the conventional ids of the one object inside a construct and say nothing.
   */
  override generateObjectName(object: ApiObject): string {
    const below = object.node.scopes.slice(this.node.scopes.length).map((scope) => scope.node.id);
    const said = below.filter((id) => id !== 'Resource' && id !== 'Default');
    return said.join('-').toLowerCase() || object.kind.toLowerCase();
  }
}
