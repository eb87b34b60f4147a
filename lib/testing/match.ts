import { isJsonObject, type Json } from '../core';
import {
  type Comparison,
  compare,
  isMatcher,
  matcher,
  valueText,
  type Matcher,
  type Pattern,
  type PatternObject,
} from './comparison';

/** Patterns for what cannot be written as plain data. They may stand anywhere in the properties of `hasObject` and `find`. */
export const Match = {
  /** An object that has these fields and may have others. What stands plainly in `hasObject` is taken so already. */
  objectLike: (pattern: PatternObject): Matcher => {
    return matcher({
      description: `an object with ${Object.keys(pattern).join(', ')}`,
      compare: (actual, at) => {
        compare(pattern, actual, at, 'partial');
      },
    });
  },

  /** Exactly this: objects have no other fields, all the way down. */
  exact: (pattern: Pattern): Matcher => {
    return matcher({
      description: isMatcher(pattern) ? pattern.description : `exactly ${valueText(pattern)}`,
      compare: (actual, at) => {
        compare(pattern, actual, at, 'exact');
      },
    });
  },

  /** A list in which each of these has an item of its own, in any order, and which may have others. */
  arrayWith: (patterns: readonly Pattern[]): Matcher => {
    return matcher({
      description: `a list with ${String(patterns.length)} such items`,
      compare: (actual, at) => {
        if (Array.isArray(actual)) compareItems(patterns, actual as readonly Json[], at);
        else at.mismatch('a list', actual);
      },
    });
  },

  /** No such field. */
  absent: (): Matcher => {
    return matcher({
      description: 'nothing',
      compare: (actual, at) => {
        if (actual !== undefined) at.mismatch('nothing', actual);
      },
    });
  },

  /** Any value, as long as there is one. */
  anyValue: (): Matcher => {
    return matcher({
      description: 'any value',
      compare: (actual, at) => {
        if (actual === undefined || actual === null) at.mismatch('any value', actual);
      },
    });
  },

  /** A text in which a regular expression finds something. */
  stringLikeRegexp: (pattern: RegExp | string): Matcher => {
    const regexp =
      typeof pattern === 'string'
        ? new RegExp(pattern)
        : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    const description = `a text like ${String(regexp)}`;
    return matcher({
      description,
      compare: (actual, at) => {
        if (typeof actual !== 'string' || !regexp.test(actual)) at.mismatch(description, actual);
      },
    });
  },

  /** Anything else than this. */
  not: (pattern: Pattern): Matcher => {
    const description = `not ${isMatcher(pattern) ? pattern.description : valueText(pattern)}`;
    return matcher({
      description,
      compare: (actual, at) => {
        const trial = at.trial();
        compare(pattern, actual, trial, 'partial');
        if (trial.mismatches.length === 0) at.mismatch(description, actual);
      },
    });
  },
} as const;

/** Gives each pattern an item of its own; one that gets none is shown beside the item that comes nearest. */
function compareItems(patterns: readonly Pattern[], items: readonly Json[], at: Comparison): void {
  const trials = patterns.map((pattern) =>
    items.map((item, index) => {
      const trial = at.at(index).trial();
      compare(pattern, item, trial, 'partial');
      return trial;
    }),
  );
  const taken = assigned(trials.map((row) => row.map(({ mismatches }) => mismatches.length === 0)));
  patterns.forEach((pattern, row) => {
    const column = taken.indexOf(row);
    const own = trials[row]?.[column] ?? nearestOf(pattern, trials[row] ?? [], items);
    if (own) at.adopt(own);
    else at.mismatch(`an item ${isMatcher(pattern) ? pattern.description : `like ${valueText(pattern)}`}`, items);
  });
}

/** Which row each column is given, so that as many rows as possible have one (Kuhn's augmenting paths). */
function assigned(fits: readonly (readonly boolean[])[]): readonly (number | undefined)[] {
  const taken: (number | undefined)[] = new Array<undefined>(fits[0]?.length ?? 0).fill(undefined);
  const place = (row: number, seen: Set<number>): boolean => {
    for (const [column, isFit] of (fits[row] ?? []).entries()) {
      if (!isFit || seen.has(column)) continue;
      seen.add(column);
      const other = taken[column];
      if (other !== undefined && !place(other, seen)) continue;
      taken[column] = row;
      return true;
    }
    return false;
  };
  for (const row of fits.keys()) place(row, new Set());
  return taken;
}

/** The item that is worth showing: some of its fields are as they should be, and not all. */
function nearestOf(pattern: Pattern, trials: readonly Comparison[], items: readonly Json[]): Comparison | undefined {
  if (isMatcher(pattern) || !isJsonObject(pattern)) return undefined;
  const fields = Object.keys(pattern).length;
  return trials
    .filter(
      ({ mismatches }, index) => isJsonObject(items[index]) && mismatches.length > 0 && mismatches.length < fields,
    )
    .sort((a, b) => a.mismatches.length - b.mismatches.length)[0];
}
