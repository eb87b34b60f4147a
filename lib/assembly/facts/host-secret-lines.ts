import { resourcesOf, type Assembly } from '../model/assembly';
import type { HostSecretSpec } from '../model/host-secret';

/** The secret files of hosts: where, what they are, and who makes them. */
export function hostSecretLines(assembly: Assembly): readonly string[] {
  return resourcesOf(assembly, 'host-secret').map(({ spec }) => {
    const { on, path, purpose, user, mode } = spec;
    const where = on.host ?? `each of ${on.pool}`;
    return `file ${path} on ${where} is ${makerText(spec)}: ${purpose}; for ${user}, mode ${mode}`;
  });
}

function makerText({ maker }: HostSecretSpec): string {
  switch (maker) {
    case 'generatedAtApply':
      return 'generated at apply';
    case 'existing':
      return 'given at apply';
    case 'externalSecret':
      return 'brought by somebody else';
  }
}
