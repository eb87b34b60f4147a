import { findingKind, objectAt } from '../../core';
import { quoted } from '../facts/text';
import type { Rule } from '../rule';

const secretBytes = findingKind({
  code: 'secret-bytes',
  severity: 'error',
  summary: 'a Secret with values stands in the output',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets'],
  acknowledgeable: false,
});

/** Secret objects with values: the output is committed, and base64 hides nothing. */
export const secretObjects: Rule = {
  kinds: [secretBytes],
  check: ({ objects, report, title }) => {
    for (const { id, spec } of objects.ofKind('core', 'Secret')) {
      const values = { ...objectAt(spec, 'data'), ...objectAt(spec, 'stringData') };
      const keys = Object.keys(values).filter((key) => values[key] !== '' && values[key] !== null);
      if (keys.length === 0) continue;
      const { name } = spec.metadata;
      const list = keys.map((key) => `'${key}'`).join(', ');
      report(
        secretBytes,
        id,
        `${title(id)} has values for ${quoted(keys)}. They would be committed with dist/, where everybody who reads the repository reads them.`,
        `Refer to it: Secret.existing('${name}', { keys: [${list}] }), Secret.external(...) or Secret.generatedAtApply(...). Take values that were committed before for known and replace them.`,
      );
    }
  },
};
