import { createHash } from 'node:crypto';
import type { HostText } from './host-texts';
import { nameOf } from './host-texts';

/** Gives texts to the program that reads them on hosts. The problems it finds; none where it accepts all. */
export type HostReader = (texts: readonly HostText[]) => Promise<readonly string[]>;

/** Of texts that are alike the first: whom they are for makes no difference to their reader, unless `besides` says so. */
export function distinct(
  texts: readonly HostText[],
  besides: (text: HostText) => string = () => '',
): readonly HostText[] {
  return [...new Map(texts.toReversed().map((text) => [`${besides(text)}\n${text.text}`, text])).values()].toReversed();
}

/** The distinct texts by whom they are for. */
export function named(texts: readonly HostText[]): ReadonlyMap<string, string> {
  return new Map(distinct(texts).map((text) => [nameOf(text), text.text]));
}

/** What one host has, once for all hosts that have the same. */
export function byHost(texts: readonly HostText[]): readonly (readonly HostText[])[] {
  const hosts = new Map<HostText['view'], HostText[]>();
  for (const text of texts) {
    const those = hosts.get(text.view);
    if (those) those.push(text);
    else hosts.set(text.view, [text]);
  }
  return [...new Map([...hosts.values()].toReversed().map((those) => [digest(those), those])).values()].toReversed();
}

function digest(texts: readonly HostText[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of texts) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex');
}

/** One call for each, one after another: the programs themselves take every processor. */
export async function oneByOne(
  texts: readonly HostText[],
  read: (text: HostText) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const text of texts) problems.push(...(await read(text)).map((problem) => `${nameOf(text)}: ${problem}`));
  return problems;
}
