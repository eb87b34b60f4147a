import type { PreludePart } from './prelude';

/** A piece of a script. */
export interface Fragment {
  /** What of the prelude it calls. */
  readonly parts: readonly PreludePart[];
  /** Variables with what the functions of the prelude work on; the same text in two fragments is written once. */
  readonly data?: readonly string[];
  /** Commands, one or several lines each. */
  readonly commands: readonly string[];
}

export function fragments(all: readonly Fragment[]): Fragment {
  return {
    parts: all.flatMap(({ parts }) => parts),
    data: all.flatMap(({ data = [] }) => data),
    commands: all.flatMap(({ commands }) => commands),
  };
}
