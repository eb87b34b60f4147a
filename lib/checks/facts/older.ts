import { Version } from '../../core';

/** Whether a version comes before another one; what is no version comes before none. */
export function isOlder(version: string, other: string): boolean {
  const [one, two] = [tryVersion(version), tryVersion(other)];
  return one !== undefined && two !== undefined && one.compare(two) < 0;
}

/** The version of an upstream release; of a package of a distribution, `1.36.4-1.1`, without its revision. */
export function tryVersion(text: string): Version | undefined {
  try {
    return Version.parse(text.replace(/^(v?\d+(?:\.\d+){0,2})[-+~].*$/, '$1'));
  } catch {
    return undefined;
  }
}
