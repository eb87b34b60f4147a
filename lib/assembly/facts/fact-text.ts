/**
 * A file of facts: how to read it, in lines that begin with `#`, then each fact once, sorted.
 *
 * A value with a line break in it stays on its line: every line must make sense alone.
 */
export function factText(head: readonly string[], facts: readonly string[]): string {
  const lines = [...new Set(facts.map((fact) => fact.replace(/\s*\n\s*/g, ' ').trim()))].sort();
  return [...head.map((line) => `# ${line}`), ...lines].map((line) => `${line}\n`).join('');
}
