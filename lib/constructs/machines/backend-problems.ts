import type { MachineBackendSpec } from '../../assembly';
import type { Report } from '../../core';
import { backendInvalid } from './findings';
import { shown } from './machine-problems';

const addresses: readonly string[] = ['endpoint', 'address', 'lock_address', 'unlock_address'];

/** What is wrong with where a state is kept. */
export function backendProblems({ settings }: MachineBackendSpec): readonly Report[] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string' || value === '' || value.trim() !== value)
      return [
        {
          kind: backendInvalid,
          detail: `${name} is ${shown(value)}.`,
          fix: 'Write a text that is not empty and has no spaces around it.',
        },
      ];
    return addresses.includes(name) ? addressProblems(name, value) : [];
  });
}

/** The address itself stands in no message where it holds a password. */
function addressProblems(name: string, value: string): readonly Report[] {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return [
      {
        kind: backendInvalid,
        detail: `${name} is "${value}".`,
        fix: 'Write a URL, such as "https://state.example.com".',
      },
    ];
  if (url.username === '' && url.password === '') return [];
  return [
    {
      kind: backendInvalid,
      detail: `${name} holds a user or password for ${url.host}, and would be written in the open.`,
      fix: 'Leave them out: OpenTofu and Terraform take TF_HTTP_USERNAME, TF_HTTP_PASSWORD and AWS_* from their surroundings.',
    },
  ];
}
