import fc from 'fast-check';

export type Drawn<T> = fc.Arbitrary<T>;

/** A member that may be absent: undefined is no value of plain data. */
export const maybe = (key: string, value: Drawn<unknown>): Drawn<object> =>
  fc.option(value, { nil: undefined }).map((some) => (some === undefined ? {} : { [key]: some }));

/** A mapping made of several. Its type is said where it is used. */
export const merged = (...parts: readonly Drawn<object>[]): Drawn<object> =>
  fc.tuple(...parts).map((all) => all.reduce((whole, part) => ({ ...whole, ...part }), {}));
