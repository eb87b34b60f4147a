import type { IConstruct } from 'constructs';
import { contributorOf, type ComponentPods } from '../../assembly';

/** The pods of the component that a construct is or belongs to, in whatever environment it stands. */
export function podsOf(construct: IConstruct): ComponentPods | undefined {
  const owner = [...construct.node.scopes]
    .reverse()
    .find((scope) => contributorOf(scope)?.subject?.component !== undefined);
  return owner && contributorOf(owner)?.pods?.();
}
