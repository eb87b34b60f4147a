/** Names of fields, keys of maps and places in lists, from the object down. */
export type FieldPath = readonly (string | number)[];

const plainName = /^[A-Za-z_$][\w$-]*$/;

/** `spec.template.spec.containers[0].image`; keys with other characters in quotes: `metadata.labels["example.com/a"]`. */
export function fieldPathText(path: FieldPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${String(part)}]`;
    else if (!plainName.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}
