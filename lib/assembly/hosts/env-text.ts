/** What needs no quotes in an EnvironmentFile, nor in a shell. */
const plain = /^[\w@%+=:,./-]*$/;

/** An EnvironmentFile of systemd, sorted by name. */
export function envText(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${plain.test(value) ? value : quoted(value)}\n`)
    .join('');
}

/** Reads what `envText` wrote; undefined where it is something else. */
export function parseEnv(text: string): Readonly<Record<string, string>> | undefined {
  const variables: [string, string][] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    variables.push([name, value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\`$])/g, '$1') : value]);
  }
  return Object.fromEntries(variables);
}

/** As systemd reads it: within double quotes a backslash takes the meaning from these four. */
function quoted(value: string): string {
  return `"${value.replace(/["\\`$]/g, '\\$&')}"`;
}
