import type { Json } from '../../core';

/** Reads JSON that others wrote, or that may be cut; undefined where it is none. */
export function tryJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
