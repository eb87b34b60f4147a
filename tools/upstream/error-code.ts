import { types } from 'node:util';

/** The code of an error of the system, such as `ENOENT`. Under jest `instanceof Error` does not hold for these. */
export function errorCode(error: unknown): unknown {
  return types.isNativeError(error) && 'code' in error ? error.code : undefined;
}
