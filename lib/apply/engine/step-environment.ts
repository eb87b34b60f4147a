import { existsSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';

/** Where the scripts of steps find what they need. */
export interface StepEnvironment {
  readonly desk: string;
  readonly parcels: string;
  /** Files that people give, `<pool or host><path>`; absent where nobody gives any. */
  readonly secrets?: string;
  readonly kubeconfig: string;
  readonly sshConfig: string;
  /** The program that records what is applied. */
  readonly record: string;
  /** The folder in which the engine of machines keeps its state. */
  readonly machines: string;
  /** The folder with the boot documents of hosts. */
  readonly boot: string;
}

/** As variables of a process. */
export function environmentOf(places: StepEnvironment): Readonly<Record<string, string>> {
  const { desk, parcels, secrets, kubeconfig, sshConfig, record, machines, boot } = places;
  return {
    PLINTH_DESK: desk,
    PLINTH_PARCELS: parcels,
    PLINTH_SECRETS: secrets ?? '',
    PLINTH_SSH_CONFIG: sshConfig,
    PLINTH_RECORD: record,
    PLINTH_MACHINES: machines,
    // What is said of machines names it from its own folder on.
    TF_VAR_boot: relative(resolved(machines), resolved(boot)),
    KUBECONFIG: kubeconfig,
  };
}

/** Without links on the way: a path that leads up again must not go through one. */
function resolved(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}
