import { shortDigest } from '../../core';
import type { Effect, ResourceId } from '../../assembly';
import { effectWords } from './resources';
import { words } from './words';

/** The longest name that file systems take, in bytes. */
const longestName = 255;

/** The file that says that a change of a resource waits for its effect. */
export function markerName(id: ResourceId): string {
  const name = id.replaceAll('%', '%25').replaceAll('/', '%2F');
  return Buffer.byteLength(name) > longestName ? shortDigest(id) : name;
}

/** The end of a command that changes a resource: the marker and its effect; empty where a change is in effect at once. */
export function markerWords(id: ResourceId, effect: Effect): string {
  const effectText = effectWords(effect);
  return effectText.length === 0 ? '' : ` ${words(markerName(id), ...effectText)}`;
}
