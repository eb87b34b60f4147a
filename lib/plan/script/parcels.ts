import type { Action } from '../model/action';
import type { Plan } from '../model/plan';
import type { Step } from '../model/step';

/** The file of a parcel below the folder of parcels. Names of hosts, pools and components have no "+". */
export function parcelFile(name: string): string {
  return name.replaceAll('/', '+');
}

/** What an entry of a parcel is called: one word, and nothing that a search would read as a pattern. */
export function entryName(text: string): string {
  return text.replaceAll(/[^\w@:,/-]/g, (character) => encodeURIComponent(character).replaceAll('.', '%2E'));
}

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

/** The steps that take a parcel, each with its action of a kind. */
export function takersOf<K extends Action['kind']>(
  plan: Plan,
  parcel: string,
  kind: K,
): readonly { readonly step: Step; readonly action: ActionOf<K> }[] {
  return plan.steps
    .filter(({ takes }) => takes.some(({ name }) => name === parcel))
    .flatMap((step) => step.actions.filter(isA(kind)).map((action) => ({ step, action })));
}

/** The host whose step gives a parcel. */
export function giverOf(plan: Plan, parcel: string): string | undefined {
  const giver = plan.steps.find(({ gives }) => gives.some(({ name }) => name === parcel));
  return giver?.place.kind === 'host' ? giver.place.host : undefined;
}

function isA<K extends Action['kind']>(kind: K): (action: Action) => action is ActionOf<K> {
  return (action): action is ActionOf<K> => action.kind === kind;
}
