import { parse as parseToml, stringify as tomlText } from 'smol-toml';
import type { Json, JsonObject } from '../../core';
import type { Body } from '../model/body';
import { parseYaml, toYaml } from '../yaml';
import { envText, parseEnv } from './env-text';
import { parseUnit, unitText } from './unit-text';

/** The bytes of a file. */
export function bodyText(body: Body): string {
  switch (body.format) {
    case 'unit':
      return unitText(body.value);
    case 'env':
      return envText(body.value);
    case 'json':
      return `${JSON.stringify(body.value, null, 2)}\n`;
    case 'toml':
      return `${tomlText(body.value).trimEnd()}\n`;
    case 'yaml':
      return body.value.map((document) => toYaml(document)).join('---\n');
    case 'text':
      return body.value;
  }
}

/** Reads what `bodyText` wrote; undefined where the text is no such format. */
export function parseBody(format: Body['format'], text: string): Body | undefined {
  switch (format) {
    case 'unit': {
      const value = parseUnit(text);
      return value && { format, value };
    }
    case 'env': {
      const value = parseEnv(text);
      return value && { format, value };
    }
    case 'json':
      return { format, value: JSON.parse(text) as JsonObject };
    case 'toml':
      // Plain objects: the parser's own have no prototype.
      return { format, value: JSON.parse(JSON.stringify(parseToml(text))) as JsonObject };
    case 'yaml':
      return { format, value: parseYaml(text) as readonly Json[] as readonly JsonObject[] };
    case 'text':
      return { format, value: text };
  }
}
