/** Rules that a name must keep, with the sentence that says so. */
export interface NameRule {
  readonly pattern: RegExp;
  /** The longest name in characters. */
  readonly maxLength: number;
  readonly says: string;
}

/** RFC 1123 label: namespaces, containers, and whatever becomes a host name. */
export const dnsLabel: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  says: 'lower-case letters, digits and "-", beginning and ending with a letter or digit',
};

/** RFC 1035 label: services, whose name may not begin with a digit. */
export const dnsServiceLabel: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  says: 'lower-case letters, digits and "-", beginning with a letter',
};

/** RFC 1123 subdomain: the names of most objects. */
export const dnsSubdomain: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  maxLength: 253,
  says: 'lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
};

/** Objects of the RBAC group: any path segment, as in `system:node`. */
export const pathSegment: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  maxLength: 253,
  says: 'characters other than "/" and "%", and not be "." or ".."',
};

/**
 * The rule for an object's name by its kind.
 *
 * A CronJob's jobs append 11 characters and a StatefulSet's revision label 11 with the dash (kubernetes#64023), both within a
 * label of 63: hence 52.
 */
export function nameRule(kind: string): NameRule {
  switch (kind) {
    case 'Namespace':
      return dnsLabel;
    case 'Service':
      return dnsServiceLabel;
    case 'CronJob':
      return { ...dnsSubdomain, maxLength: 52 };
    case 'StatefulSet':
      // Its pods are dialled by their names, which must be labels then.
      return { ...dnsLabel, maxLength: 52 };
    case 'Job':
      // The name is the value of a label on its pods.
      return { ...dnsSubdomain, maxLength: 63 };
    case 'Role':
    case 'RoleBinding':
    case 'ClusterRole':
    case 'ClusterRoleBinding':
      return pathSegment;
    default:
      return dnsSubdomain;
  }
}

/** What is wrong with a name under a rule, as a sentence, or undefined. */
export function nameProblem(name: string, rule: NameRule): string | undefined {
  if (name.length > rule.maxLength)
    return `"${name}" has ${String(name.length)} characters; ${String(rule.maxLength)} are allowed`;
  return rule.pattern.test(name) ? undefined : `"${name}" may hold only ${rule.says}`;
}

/**
 * A name that comes close and keeps the rule: `My_Cart` becomes `my-cart`.
 *
 * A number stands for the rule of labels with that length.
 */
export function suggestedName(name: string, rule: NameRule | number = dnsLabel): string {
  const { pattern, maxLength } = typeof rule === 'number' ? { ...dnsLabel, maxLength: rule } : rule;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  const candidates = [plain, plain.replace(/^[-0-9]+/, '')].map((text) => text.slice(0, maxLength).replace(/-+$/, ''));
  return candidates.find((candidate) => pattern.test(candidate)) ?? 'name';
}
