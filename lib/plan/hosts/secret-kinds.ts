import type { Resource } from '../../assembly';

export type HostSecretResource = Extract<Resource, { kind: 'host-secret' }>;

/** How a secret file comes to a host: people give it, apply makes it, a component makes it, or a host issues it just in time. */
export type SecretKind = 'given' | 'made' | 'by-component' | 'issued';

export function secretKind({ spec: { maker, template } }: HostSecretResource): SecretKind {
  if (maker !== 'generatedAtApply') return 'given';
  if (!template) return 'by-component';
  return template.outputs ? 'issued' : 'made';
}
