import { App } from '../../../lib/program';
import { synthesize } from '../../../lib/testing';
import { addBed } from '../../../stacks/labs';
import type { Assembly } from '../../../lib/assembly';

/** The bed's environment as it stands in the program: what the pure parts of claims are tested with. */
export function bedAssembly(): Assembly {
  const app = new App();
  addBed(app, { version: '1.36', sshKeys: [publicKey] });
  return synthesize(app).assemblyOf('bed');
}

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9 tests@example.com';
