import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The texts of all files below a folder, by path. */
export function treeOf(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** What differs between two trees as a reviewer meets it: files that come and go, and in others the lines. */
export function treeDiff(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .flatMap((path) => {
      const [old, now] = [before.get(path), after.get(path)];
      if (old === now) return [];
      if (old === undefined) return [`+ ${path}`];
      if (now === undefined) return [`- ${path}`];
      return [`~ ${path}`, ...lineDiff(old, now).map((line) => `    ${shortened(line)}`)];
    })
    .join('\n');
}

/** Lines that are on one side alone. Files here have no order that a reader would miss. */
function lineDiff(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [oldSet, nowSet] = [new Set(old), new Set(now)];
  return [
    ...old.filter((line) => !nowSet.has(line)).map((line) => `-${line}`),
    ...now.filter((line) => !oldSet.has(line)).map((line) => `+${line}`),
  ];
}

/** Of the graph a reader wants to know which resource, and of long lines how they begin. */
function shortened(line: string): string {
  const key = /^[-+]\s*"[^"]+":/.exec(line)?.[0];
  if (key !== undefined && line.length > 120) return key;
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
