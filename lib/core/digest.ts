import { hash } from 'node:crypto';

/** The SHA-256 of a text or of bytes in lower-case hexadecimal, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** The first 32 hexadecimal characters of the SHA-256: enough to tell contents apart, short enough to read. */
export function shortDigest(content: string | Uint8Array): string {
  return sha256(content).slice(0, 32);
}
