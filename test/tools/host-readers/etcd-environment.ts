const line = /^(?<name>[A-Za-z_]\w*)=(?:"(?<quoted>(?:[^"\\]|\\["\\`$])*)"|(?<plain>[^\s"'\\]*))$/;

/**
 * The variables of a file that a systemd unit names as `EnvironmentFile`.
 *
 * Only one `NAME=value` or `NAME="value"` a line is read; all else is an error, and so is a name that stands twice.
 */
export function etcdEnvironment(text: string): Readonly<Record<string, string>> {
  const variables = new Map<string, string>();
  for (const [index, written] of text.split('\n').entries()) {
    if (written.trim() === '' || /^[#;]/.test(written)) continue;
    const { name, quoted, plain = '' } = line.exec(written)?.groups ?? {};
    if (name === undefined) throw new Error(`Line ${String(index + 1)} is no NAME=value: ${written}`);
    if (variables.has(name)) throw new Error(`Line ${String(index + 1)} sets ${name} again.`);
    variables.set(name, quoted?.replaceAll(/\\(["\\`$])/g, '$1') ?? plain);
  }
  return Object.fromEntries(variables);
}
