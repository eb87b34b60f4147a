import type { UnitSection } from '../model/body';

/** The text of a unit, section by section. */
export function unitText(sections: readonly UnitSection[]): string {
  return sections
    .map(({ name, settings }) => `[${name}]\n${settings.map(([key, value]) => `${key}=${value}\n`).join('')}`)
    .join('\n');
}

/** Reads what `unitText` wrote; undefined where it is something else. */
export function parseUnit(text: string): readonly UnitSection[] | undefined {
  const sections: { name: string; settings: (readonly [string, string])[] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const at = line.indexOf('=');
    if (at < 0 && line.startsWith('[') && line.endsWith(']')) sections.push({ name: line.slice(1, -1), settings: [] });
    else if (at < 1 || sections.length === 0) return undefined;
    else sections.at(-1)?.settings.push([line.slice(0, at), line.slice(at + 1)]);
  }
  return sections;
}
