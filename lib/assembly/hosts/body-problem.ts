import { isJsonObject, type Json } from '../../core';
import type { Body, UnitSection } from '../model/body';
import { findNotPlain, halfCharacter } from '../yaml/not-plain-data';

/** What a body holds that its format cannot carry to a host and back, as the rest of a sentence; undefined where all is well. */
export function bodyProblem(body: Body): string | undefined {
  switch (body.format) {
    case 'unit':
      return unitProblem(body.value);
    case 'env':
      return first(Object.entries(body.value), ([name, value]) => variableProblem(name, value));
    case 'text':
      return textProblem(body.value, 'the text');
    case 'toml':
      return dataProblem(body.value) ?? tomlProblem(body.value);
    case 'json':
    case 'yaml':
      return dataProblem(body.value);
  }
}

/** systemd.syntax(7): a setting is one line, a backslash at its end continues it, and white space around the value is dropped. */
export function unitProblem(sections: readonly UnitSection[]): string | undefined {
  return first(sections, ({ name, settings }) => {
    const section = JSON.stringify(name);
    if (!/^[^[\]=\p{Control}\p{Surrogate}]+$/u.test(name)) return `${section} is no name of a section`;
    return first(settings, ([key, value]) => {
      const setting = `${JSON.stringify(key)} in [${name}]`;
      if (!/^[^[#;=\s\p{Control}\p{Surrogate}][^=\p{Control}\p{Surrogate}]*$/u.test(key) || key.endsWith(' ')) {
        return `${setting} is no name of a setting`;
      }
      if (/\p{Control}/u.test(value)) return `the value of ${setting} has a line break or another control character`;
      if (value.endsWith('\\')) return `the value of ${setting} ends with a backslash, which joins the next line to it`;
      if (/^ | $/.test(value)) return `the value of ${setting} begins or ends with a space, which systemd drops`;
      return textProblem(value, `the value of ${setting}`);
    });
  });
}

/** systemd.exec(5), EnvironmentFile=. */
function variableProblem(name: string, value: string): string | undefined {
  const variable = JSON.stringify(name);
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${variable} is no name of a variable`;
  if (/[\r\n]/.test(value)) return `the value of ${variable} has a line break`;
  return textProblem(value, `the value of ${variable}`);
}

function textProblem(value: string, what: string): string | undefined {
  if (value.includes('\u0000')) return `${what} has a byte of zero`;
  return halfCharacter.test(value) ? `${what} has half a character (a lone surrogate)` : undefined;
}

function dataProblem(value: unknown): string | undefined {
  const found = findNotPlain(value);
  return found && `the value at ${found.path === '' ? 'the root' : `"${found.path}"`} is no plain data`;
}

/** TOML has no null. */
function tomlProblem(value: Json, path = ''): string | undefined {
  if (value === null) return `"${path}" is null, which TOML cannot say`;
  if (Array.isArray(value)) {
    return first([...(value as readonly Json[]).entries()], ([index, item]) =>
      tomlProblem(item, `${path}[${String(index)}]`),
    );
  }
  if (!isJsonObject(value)) return undefined;
  return first(Object.entries(value), ([key, member]) => tomlProblem(member, path === '' ? key : `${path}.${key}`));
}

function first<T>(values: readonly T[], problem: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const found = problem(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
