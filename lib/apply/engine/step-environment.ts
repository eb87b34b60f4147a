/** Where the scripts of steps find what they need. */
export interface StepEnvironment {
  readonly desk: string;
  readonly parcels: string;
  /** Files that people give, `<pool or host><path>`; absent where nobody gives any. */
  readonly secrets?: string;
  readonly kubeconfig: string;
  readonly sshConfig: string;
}

/** As variables of a process. */
export function environmentOf(places: StepEnvironment): Readonly<Record<string, string>> {
  const { desk, parcels, secrets, kubeconfig, sshConfig } = places;
  return {
    PLINTH_DESK: desk,
    PLINTH_PARCELS: parcels,
    PLINTH_SECRETS: secrets ?? '',
    PLINTH_SSH_CONFIG: sshConfig,
    KUBECONFIG: kubeconfig,
  };
}
