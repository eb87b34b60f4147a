import { resolve } from 'node:path';
import type { Finding } from '../core';
import { findingsText } from '../report';
import { synthesizeAndWrite } from './pipeline';
import type { App } from './app';

/** The apps that this process has synthesized, by output folder. */
const written = new Map<string, readonly App[]>();

/**
 * What `app.synth()` does when the program runs by itself, under ts-node or node.
 *
 * Several apps that share an output folder are one program, as they are for the `plinth` command: a later one does not remove
 * what an earlier one wrote, unless it has an environment of the same name and so takes its place.
 */
export function runByItself(app: App): void {
  const output = resolve(app.output);
  const names = new Set(app.environments.map(({ name }) => name));
  const isReplaced = (other: App): boolean => other === app || other.environments.some(({ name }) => names.has(name));
  const apps = [...(written.get(output) ?? []).filter((other) => !isReplaced(other)), app];
  const { findings } = synthesizeAndWrite(apps);
  written.set(output, apps);
  warn(findings);
}

/** Hands warnings to Node, which prints them; `node --disable-warning=CODE` silences one. */
export function warn(findings: readonly Finding[]): void {
  for (const finding of findings) {
    if (finding.severity !== 'warning') continue;
    const [, ...lines] = findingsText([finding]).trimEnd().split('\n');
    process.emitWarning(finding.summary, { type: 'PlinthWarning', code: finding.code, detail: lines.join('\n') });
  }
}
