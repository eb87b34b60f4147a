import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { acknowledgedOn, reportsOf } from '../../core';
import { contributorOf, type Contributor, type Subject } from '../contributor';
import { validationFailed } from '../findings';
import { PlacedContribution } from './contribution';
import { Synthesis, type Place } from './synthesis';

/** What one walk over a tree has met, in the order of the tree. */
export interface Walked {
  readonly objects: readonly { readonly object: ApiObject; readonly place: Place }[];
  readonly contributors: readonly { readonly contributor: Contributor; readonly place: Place }[];
  readonly places: ReadonlyMap<IConstruct, Place>;
}

/** Visits every construct of an environment once, parents first, and takes what each contributes. */
export function walk(root: IConstruct, into: Synthesis): Walked {
  const objects: { object: ApiObject; place: Place }[] = [];
  const contributors: { contributor: Contributor; place: Place }[] = [];
  const places = new Map<IConstruct, Place>();
  const pending: Place[] = [{ construct: root, stack: undefined, component: undefined, renamedFrom: undefined }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const contributor = contributorOf(next.construct);
    const place = contributor?.subject ? placeOf(next, contributor.subject) : next;
    places.set(place.construct, place);
    if (ApiObject.isApiObject(place.construct)) objects.push({ object: place.construct, place });
    if (contributor) {
      contributors.push({ contributor, place });
      into.ask(place, () => contributor.contribute?.(new PlacedContribution(into, place)));
    }
    annotationsOf(place, into);
    const { stack, component, renamedFrom } = place;
    const children = place.construct.node.children;
    // Taken from the end, so that children are visited in the order in which they were added.
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) pending.push({ construct: child, stack, component, renamedFrom });
    }
  }
  return { objects, contributors, places };
}

/** A stack inside a component is none of its parts, and a component inside another has a former name of its own. */
function placeOf({ construct, stack: around }: Place, { stack, component, renamedFrom }: Subject): Place {
  return { construct, stack: stack ?? around, component, renamedFrom };
}

function annotationsOf(place: Place, into: Synthesis): void {
  for (const { kind, detail, fix } of reportsOf(place.construct)) into.report(place, kind, detail, fix);
  for (const message of place.construct.node.validate()) {
    into.report(place, validationFailed, message, 'See the documentation of the construct that says so.');
  }
  for (const { code, reason } of acknowledgedOn(place.construct)) {
    into.acknowledgements.push({ code, on: Synthesis.owner(place), reason });
  }
}
