import type { Report } from './annotations';
import { findingKind } from './finding';
import { nearestName } from './nearest-name';

const choiceUnknown = findingKind({
  code: 'choice-unknown',
  severity: 'error',
  summary: 'a property has a value that it cannot have',
  references: ['docs/guide.md#findings'],
  acknowledgeable: false,
});

/**
 * What is wrong with a value of a closed set. Programs run without being type-checked, so any value may arrive.
 *
 * @returns nothing for an allowed value; what is left to its default must be filled in before
 */
export function choiceProblems(property: string, given: unknown, allowed: readonly string[]): readonly Report[] {
  if (allowed.some((value) => value === given)) return [];
  const choices = allowed.map((value) => `"${value}"`);
  const text = shown(given);
  // A number may stand for the text that it spells: 17 for "17".
  const spelt = allowed.includes(text) ? `Write it as a text: "${text}".` : undefined;
  const nearest = nearestName(text, allowed);
  const last = choices.pop() ?? '';
  const listed = choices.length === 0 ? last : `${choices.join(', ')} or ${last}`;
  const detail = `${property} is ${quotedIfText(given)}; it may be ${listed}.`;
  const guess = nearest === undefined ? `Write one of ${[...choices, last].join(', ')}.` : `Did you mean "${nearest}"?`;
  return [{ kind: choiceUnknown, detail, fix: spelt ?? guess }];
}

/** What is wrong with a value that is not made by the class that makes such values: `scale is 3, which is no Scale.` */
export function madeOtherwise(property: string, given: unknown, expected: string, fix: string): Report {
  return { kind: choiceUnknown, detail: `${property} is ${quotedIfText(given)}, which is no ${expected}.`, fix };
}

/** The given value where it is allowed, or else the fallback: the safe one, as nobody knows what was meant. */
export function allowedOr<T extends string>(given: T, allowed: readonly T[], fallback: T): T {
  return allowed.includes(given) ? given : fallback;
}

function quotedIfText(given: unknown): string {
  return typeof given === 'string' ? JSON.stringify(given) : shown(given);
}

/** Never asks an object for its text: an output refuses, and a secret's would be shown. */
function shown(given: unknown): string {
  if (typeof given === 'string') return given;
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object' && given !== null) return 'an object';
  return typeof given === 'function' ? 'a function' : String(given);
}
