import type { IConstruct } from 'constructs';
import { report } from './annotations';
import { Consumable } from './consumable';
import type { EdgeRequest } from './edge-book';
import { findingKind } from './finding';
import { nearestName } from './nearest-name';

const secretKeyUnknown = findingKind({
  code: 'secret-key-unknown',
  severity: 'error',
  summary: 'a key is taken from a secret that says it has no such key',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets', 'docs/guide.md#secrets'],
  acknowledgeable: false,
});

/** Who makes a secret's bytes. Plinth itself never sees them. */
export type SecretMaker = 'generatedAtApply' | 'existing' | 'externalSecret';

/** How one key of a secret that is made at apply time comes to be: `{password}` in a template stands for another key. */
export type SecretKeySource = { readonly random: { readonly length: number } } | { readonly template: string };

/** A reference to a secret: its name, who makes it, and its keys as far as they are known. */
export class Secret {
  readonly name: string;
  readonly maker: SecretMaker;
  /** The keys by name. Empty when somebody else makes the secret and did not say. */
  readonly keys: Readonly<Record<string, SecretKeySource | 'given'>>;
  /** Where an external secret comes from, in the words of the people who run it. */
  readonly from: string | undefined;

  private constructor(
    name: string,
    maker: SecretMaker,
    keys: Readonly<Record<string, SecretKeySource | 'given'>>,
    from?: string,
  ) {
    this.name = name;
    this.maker = maker;
    this.keys = keys;
    this.from = from;
  }

  /** A secret that is in the namespace already, or that somebody puts there by hand. */
  static existing(name: string, options: { readonly keys?: readonly string[] } = {}): Secret {
    return new Secret(name, 'existing', given(options.keys));
  }

  /** A secret that an operator fills from elsewhere, for example External Secrets from a vault. */
  static external(name: string, options: { readonly from: string; readonly keys?: readonly string[] }): Secret {
    return new Secret(name, 'externalSecret', given(options.keys), options.from);
  }

  /** A secret that is made when the environment is applied for the first time, and kept from then on. */
  static generatedAtApply(name: string, keys: Readonly<Record<string, SecretKeySource>>): Secret {
    return new Secret(name, 'generatedAtApply', keys);
  }

  /** One value of the secret, to be used in `env` or `files`. */
  key(key: string): SecretValue {
    return new SecretValue(this, key);
  }
}

function given(keys: readonly string[] = []): Readonly<Record<string, 'given'>> {
  return Object.fromEntries(keys.map((key) => [key, 'given'] as const));
}

/** One key of a secret. Only a reference to it is ever written. */
export class SecretValue extends Consumable {
  readonly secret: Secret;
  readonly key: string;

  constructor(secret: Secret, key: string, edge?: EdgeRequest) {
    super(`secret "${secret.name}" key "${key}"`, edge);
    this.secret = secret;
    this.key = key;
  }

  override consumeBy(consumer: IConstruct): void {
    super.consumeBy(consumer);
    const { name, keys } = this.secret;
    const known = Object.keys(keys);
    // Without keys only its maker knows them.
    if (known.length === 0 || known.includes(this.key)) return;
    const nearest = nearestName(this.key, known);
    report(
      consumer,
      secretKeyUnknown,
      `It takes the key "${this.key}" of the secret "${name}", whose ${known.length === 1 ? 'only key is' : 'keys are'} ${known.map((key) => `"${key}"`).join(', ')}.`,
      nearest === undefined
        ? `Take one of them, or add "${this.key}" to the keys of the secret.`
        : `Did you mean "${nearest}"?`,
    );
  }

  protected override get loss(): string {
    return `The key "${this.key}" of the secret "${this.secret.name}" was put into a plain template string or JSON, where it would be written in the open.`;
  }

  protected override get waysOut(): string {
    return 'Pass the secret value itself as an environment variable or a file of its own; elsewhere refer to it by name and key.';
  }
}
