import type { Change } from './changes';
import type { Variant } from './variants';

/** The variable that names the file from which the bed's program reads what only this bed knows. */
export const settingsVariable = 'PLINTH_BED_SETTINGS';

export interface ProgramSettings {
  /** The public key by which the bed logs in. */
  readonly sshKey: string;
  /** SHA-256 of the artifacts that its mirror has, by name and version: `containerd 2.3.6`. */
  readonly digests: Readonly<Record<string, string>>;
  /** @default - as the environment says */
  readonly provisioning?: 'ignition' | 'cloud-init';
  /** Text of a file of chrony that every host has besides: a change of it restarts a service of the hosts. @default - none */
  readonly note?: string;
  /** What it is made with besides. @default - the environment as it stands in stacks/ */
  readonly variant?: Variant;
  /** What was changed since it was installed. @default - nothing */
  readonly changes?: readonly Change[];
}
