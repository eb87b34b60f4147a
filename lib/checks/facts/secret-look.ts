/** Last words of names that hold secrets. `PASSWORD_FILE` and `TOKEN_TTL` end in another word. */
const secretNames =
  /(?:^|_)(?:password|passwd|passphrase|secret|token|credentials?|(?:api|access|secret|private|encryption|signing|master|account)_?key|secret_key_base)(?:_?\d+)?$/;
const passwordNames = /(?:^|_)(?:password|passwd|passphrase)(?:_?\d+)?$|.(?:_pwd|_pass)$|^(?:requirepass|masterauth)$/;
/** Names that say how secrets are dealt with: `ALLOW_EMPTY_PASSWORD`, `no-password`. */
const settingNames =
  /^(?:allow|disable|enable|has|ignore|is|max|min|need|no|require|show|skip|use|validate|verify|with)_/;

/**
 * Names that their upstream documents as names, whatever their last word says. etcd's token tells clusters apart, and is written
 * into every member's files: https://etcd.io/docs/v3.6/op-guide/configuration/, "initial-cluster-token".
 */
const documentedNames = /^(?:etcd_)?initial_cluster_token$/;

/** Values that settings of the same name have. */
const settingValues = /^(?:true|false|yes|no|on|off|none|null|enabled|disabled|required|optional|prompt|auto)$/i;
/** Values that stand for others: `$(NAME)`, `${NAME}`, `{{ name }}`, `<name>`, `%name%`, a path, a URL, a vault's reference. */
const references =
  /^(?:\$|\{\{|<.*>$|%\(|%[A-Za-z_]+%$|\.{0,2}\/|[a-z][a-z0-9+.-]{0,30}:\/\/|(?:vault|ref\+[a-z]+|arn|file|env|secret):)/;

interface Form {
  readonly what: string;
  readonly pattern: RegExp;
  /** A part of every match, looked for first: most texts lack it. */
  readonly sign: string;
}

const forms: readonly Form[] = [
  { what: 'a private key', sign: 'PRIVATE KEY-----', pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----/ },
  { what: 'an AWS access key', sign: 'AKIA', pattern: /(?<![A-Za-z0-9])AKIA[0-9A-Z]{16}(?![A-Za-z0-9])/ },
  { what: 'an AWS access key', sign: 'ASIA', pattern: /(?<![A-Za-z0-9])ASIA[0-9A-Z]{16}(?![A-Za-z0-9])/ },
  { what: 'a JSON web token', sign: 'eyJ', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  { what: 'a GitHub token', sign: 'gh', pattern: /(?<!\w)gh[pousr]_[A-Za-z0-9]{36}/ },
  { what: 'a GitHub token', sign: 'github_pat_', pattern: /(?<!\w)github_pat_\w{22}/ },
  { what: 'a GitLab token', sign: 'glpat-', pattern: /(?<!\w)glpat-[\w-]{20}/ },
  { what: 'a Slack token', sign: 'xox', pattern: /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10}/ },
  { what: 'a Stripe key', sign: 'k_live_', pattern: /(?<!\w)[rs]k_live_[A-Za-z0-9]{16}/ },
  { what: 'a Google API key', sign: 'AIza', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/ },
];

const urlPassword = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']{0,100}:([^\s/@"']{1,200})@/g;

/** Names as environment variables write them: `dbPassword` and `db.password` are `db_password`. */
function plainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

/** Whether a value of such a name is a secret: judged by the last word of the name, and by what the value cannot be. */
export function isSecretByName(name: string, value: string): boolean {
  const plain = plainName(name);
  if (documentedNames.test(plain)) return false;
  const isPassword = passwordNames.test(plain);
  if (!isPassword && !secretNames.test(plain)) return false;
  const text = value.trim();
  if (text === '' || settingValues.test(text) || references.test(text)) return false;
  // A number is a password, but no token and no key; what a setting of passwords holds is a number, too.
  if (/^[\d.]+[a-z]{0,2}$/i.test(text)) return isPassword && !settingNames.test(plain) && text.length > 1;
  return !settingNames.test(plain);
}

/** What a text holds that is secret by its form, or undefined: `a private key`, `a URL with a password`. */
export function secretForm(text: string): string | undefined {
  const found = forms.find(({ sign, pattern }) => text.includes(sign) && pattern.test(text));
  if (found) return found.what;
  if (!text.includes('://')) return undefined;
  for (const [, password = ''] of text.matchAll(urlPassword)) {
    if (!isPlaceholder(password)) return 'a URL with a password';
  }
  return undefined;
}

function isPlaceholder(password: string): boolean {
  return (
    references.test(password) || /[${}<>%]|^\*+$|^x{3,}$|^\.{3}$|^(?:password|pass|pwd|secret|token)$/i.test(password)
  );
}

/**
 * The name in a line of a file that gives a secret: `password: s3cr3t`, `db.password = s3cr3t`.
 *
 * Files hold code and explanations, so only values of letters and digits count, as passwords have them and types do not.
 */
export function secretLine(text: string): string | undefined {
  for (const line of text.split('\n')) {
    if (line.length > 1000 || /^\s*(?:#|;|\/\/|--|\*)/.test(line)) continue;
    const [, name, value] =
      /^\s*(?:- |export )?["']?([A-Za-z][\w.-]{0,100})["']?\s*[:=]\s*["']?([^\s"',;]{6,200})["']?\s*[,;]?\s*(?:#.*)?$/.exec(
        line,
      ) ?? [];
    if (name === undefined || value === undefined || !/\d/.test(value) || !/[A-Za-z]/.test(value)) continue;
    if (/[$(){}<>[\]]/.test(value)) continue;
    // `secret: orders-v2` in a file names a Secret more often than it holds one.
    if (plainName(name) !== 'secret' && isSecretByName(name, value)) return name;
  }
  return undefined;
}
