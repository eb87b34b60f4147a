import { bodyText, resourcesOf } from '../../assembly';
import { counted, findingKind, objectsAt, textAt, textMapAt, textsAt } from '../../core';
import type { Container, Pod } from '../facts/pods';
import { isSecretByName, secretForm, secretLine } from '../facts/secret-look';
import type { Rule, RuleContext } from '../rule';

const secretLiteral = findingKind({
  code: 'secret-literal',
  severity: 'error',
  summary: 'a literal value looks like a secret',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#alternatives-to-secrets',
    'docs/guide.md#secrets',
  ],
  acknowledgeable: true,
});

/** Environment variables, arguments, ConfigMaps, and files on hosts. No value is ever repeated in a message. */
export const secretLiterals: Rule = {
  kinds: [secretLiteral],
  check: (context) => {
    // A variable that holds the *name* of a secret is a reference, whatever it is called.
    const names = new Set([...context.secrets.values()].map(({ name }) => name));
    for (const pod of context.pods) {
      for (const container of pod.containers) {
        checkEnv(context, pod, container, names);
        checkArguments(context, pod, container);
      }
    }
    checkConfigMaps(context, names);
    checkHostFiles(context);
  },
};

function checkEnv(context: RuleContext, pod: Pod, { spec, field }: Container, secrets: ReadonlySet<string>): void {
  for (const variable of objectsAt(spec, 'env')) {
    const [name, value] = [textAt(variable, 'name') ?? '', textAt(variable, 'value') ?? ''];
    const form = secretForm(value);
    const isSecret = form !== undefined || (isSecretByName(name, value) && !secrets.has(value));
    if (!isSecret) continue;
    const key = name.toLowerCase().replace(/_/g, '-');
    context.report(
      secretLiteral,
      pod.id,
      `${context.title(pod.id)}, ${field}.env["${name}"] ${holds(form, value)}. It would be committed with dist/.`,
      `Refer to a secret: env: { ${name}: Secret.existing('${pod.object.spec.metadata.name}', { keys: ['${key}'] }).key('${key}') }.`,
    );
  }
}

function checkArguments(context: RuleContext, pod: Pod, { spec, field }: Container): void {
  for (const list of ['command', 'args']) {
    const texts = textsAt(spec, list);
    for (const [index, text] of texts.entries()) {
      const form = secretForm(text);
      const option = form === undefined ? secretOption(text, texts[index + 1]) : undefined;
      if (form === undefined && option === undefined) continue;
      const what = form === undefined ? `gives a literal value to "${option ?? ''}"` : `holds ${form}`;
      context.report(
        secretLiteral,
        pod.id,
        `${context.title(pod.id)}, ${field}.${list}[${index}] ${what}. It would be committed with dist/, and processes on the node can read it.`,
        'Give the secret to an environment variable, env: { NAME: secret.key(...) }, and write $(NAME) in its place.',
      );
    }
  }
}

/** The option of an argument that is given a secret: `--password=x`, or `--password` with the value behind it. */
function secretOption(text: string, next: string | undefined): string | undefined {
  for (const [, name = '', value = ''] of text.matchAll(
    /(?:^|\s)--?([A-Za-z][\w.-]{0,60})[= ]["']?([^\s"']{1,200})/g,
  )) {
    if (isSecretByName(name, value)) return `--${name}`;
  }
  const [, alone] = /^--?([A-Za-z][\w.-]{0,60})$/.exec(text) ?? [];
  const isGiven = alone !== undefined && next !== undefined && !next.startsWith('-') && isSecretByName(alone, next);
  return isGiven ? text : undefined;
}

function checkConfigMaps(context: RuleContext, secrets: ReadonlySet<string>): void {
  for (const { id, spec } of context.objects.ofKind('core', 'ConfigMap')) {
    for (const [key, value] of Object.entries(textMapAt(spec, 'data'))) {
      const form = secretForm(value);
      const isOneLine = !value.trim().includes('\n');
      const byName = isOneLine && isSecretByName(key, value) && !secrets.has(value.trim());
      const line = secretLine(value);
      if (form === undefined && !byName && line === undefined) continue;
      const what = form !== undefined || byName ? holds(form, value) : `gives a literal value to "${line ?? ''}"`;
      context.report(
        secretLiteral,
        id,
        `${context.title(id)}, data["${key}"] ${what}. It would be committed with dist/, and whoever may read ConfigMaps may read it.`,
        `Move it to a Secret by reference: files: { '/path/to/${key}': Secret.existing('${spec.metadata.name}', { keys: ['${key}'] }).key('${key}') }.`,
      );
    }
  }
}

/** Files on hosts stand in dist/ and in what machines are given at their first boot, which their cloud keeps and shows. */
function checkHostFiles({ assembly, report, where }: RuleContext): void {
  for (const { id, spec } of resourcesOf(assembly, 'file')) {
    const text = bodyText(spec.body);
    const form = secretForm(text);
    const line = form === undefined ? secretLine(text) : undefined;
    if (form === undefined && line === undefined) continue;
    const what = form === undefined ? `gives a literal value to "${line ?? ''}"` : `holds ${form}`;
    report(
      secretLiteral,
      id,
      `The file ${where(id)} ${what}. It would be committed with dist/, and given to machines in the open.`,
      'Leave it out of the program: a construct asks for it by contributeSecretFile(...), and whoever applies brings it.',
    );
  }
}

function holds(form: string | undefined, value: string): string {
  return form === undefined ? `has a literal value of ${counted(value.length, 'character')}` : `holds ${form}`;
}
