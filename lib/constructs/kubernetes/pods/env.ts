import type { IConstruct } from 'constructs';
import { Output, SecretValue, Text, type JsonObject, type Report, type Secret } from '../../../core';
import { envNameInvalid } from './findings';
import { PodField } from './pod-field';

/** What a variable can be worth: a plain value, what another construct offers, a secret by reference, or a fact of the pod. */
export type EnvValue = string | number | boolean | Output | Text | SecretValue | PodField;

/**
 * Environment variables by name, written in the order in which they are declared; undefined ones are left out.
 *
 * Kubernetes replaces `$(NAME)` in a value by the variable NAME where that is declared before it, and `$$(NAME)` by `$(NAME)`.
 */
export type Env = Readonly<Record<string, EnvValue | undefined>>;

/** Records the edges of all outputs among the values. Called when the values are declared. */
export function consumeEnv(component: IConstruct, env: Env): void {
  for (const value of Object.values(env)) {
    if (value instanceof Output || value instanceof Text || value instanceof SecretValue) value.consumeBy(component);
  }
}

/** The variables as a container declares them. Outputs are asked what they are worth to the consumer. */
export function envVars(env: Env, consumer: IConstruct): readonly JsonObject[] {
  return Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [envVar(name, value, consumer)]));
}

function envVar(name: string, value: EnvValue, consumer: IConstruct): JsonObject {
  if (value instanceof SecretValue) {
    return { name, valueFrom: { secretKeyRef: { name: value.secret.name, key: value.key } } };
  }
  if (value instanceof PodField) return { name, valueFrom: { fieldRef: { fieldPath: value.path } } };
  if (value instanceof Output || value instanceof Text) return { name, value: String(value.valueFor(consumer)) };
  return { name, value: String(value) };
}

/** The secrets among values of variables and files, each once: what a component contributes as its secrets. */
export function secretsOf(values: Iterable<unknown>): readonly Secret[] {
  const secrets = new Set<Secret>();
  for (const value of values) if (value instanceof SecretValue) secrets.add(value.secret);
  return [...secrets];
}

/** Names that a shell cannot read. Kubernetes itself takes any printable name. */
export function envProblems(env: Env): readonly Report[] {
  return Object.keys(env)
    .filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    .map((name) => ({
      kind: envNameInvalid,
      detail: `The environment variable ${JSON.stringify(name)} may hold only letters, digits and "_", not beginning with a digit.`,
      fix: `Did you mean "${name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_')}"?`,
    }));
}
