import { kubernetesPaths } from './paths';

export interface RenewalSettings {
  /** How long before their end certificates are made anew. */
  readonly seconds: number;
  readonly renew: readonly string[];
  /** The program that restarts one of the control plane's pods. */
  readonly restart: string;
  readonly components: readonly string[];
}

/** All certificates of a host are made together, so the API server's says for all when it is time. */
export function renewalScript({ seconds, renew, restart, components }: RenewalSettings): string {
  return `#!/bin/sh
set -eu
# Without these "ends soon" would be said every day, and the control plane be restarted each time.
command -v openssl >/dev/null
[ -r ${kubernetesPaths.pki}/apiserver.crt ]
if openssl x509 -checkend ${String(seconds)} -noout -in ${kubernetesPaths.pki}/apiserver.crt; then exit 0; fi
${renew.join(' ')}
for component in ${components.join(' ')}; do ${restart} "$component"; done
`;
}
