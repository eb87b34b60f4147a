import { hostname, userInfo } from 'node:os';
import { Buffer } from 'node:buffer';
import { root } from '../core/line-of';

/** Something that must not stand in any artifact, by what it is. */
export type Forbidden = Readonly<Record<string, RegExp>>;

/** A text in every form in which it might get into a file. */
export function secretForms(secret: string): RegExp {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  // Base64 of a longer text holds that of a part of it from another letter on.
  const shifted = [1, 2].map((by) =>
    Buffer.from(`${'x'.repeat(by)}${secret}`)
      .toString('base64')
      .slice(by + 1, -3),
  );
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('hex'),
    base64.slice(0, -1),
    ...shifted,
  ];
  return new RegExp(forms.map(escaped).join('|'));
}

/** What credentials look like, whoever made them. A template of a secret, `{password}`, is none. */
export const credentials: Forbidden = {
  'a private key': /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/,
  'an AWS key': /(?<![A-Za-z0-9])A[KS]IA[0-9A-Z]{16}(?![A-Za-z0-9])/,
  'a JSON web token': /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/,
  'a token of a service':
    /(?<!\w)(?:gh[pousr]_\w{30}|github_pat_\w{20}|glpat-[\w-]{20}|xox[abeoprs]-[\w-]{10}|[rs]k_live_\w{16})/,
  'a URL with a password': /[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:(?!\{\w+\}@)[^\s/@"']+@/,
};

/** What differs between machines and between days. */
export function surroundings(now: Date): Forbidden {
  const [day = ''] = now.toISOString().split('T');
  const seconds = String(Math.floor(now.getTime() / 1000)).slice(0, 5);
  // The folder for temporary files and the home of root are in containers as well, and mean something there.
  const folders = [root, process.cwd(), process.execPath];
  const { username } = userInfo();
  // A name of two or three letters, such as "vm", is also the beginning of settings.
  const names = [hostname(), username].filter((name) => name.length > 3 && !['localhost', 'root'].includes(name));
  return {
    'a folder of this machine': new RegExp(folders.map(escaped).join('|')),
    ...(names.length > 0 && { 'a name of this machine': new RegExp(`\\b(${names.map(escaped).join('|')})\\b`) }),
    today: new RegExp(`${escaped(day)}|${escaped(now.toDateString())}`),
    'a time': new RegExp(`\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d|\\b${seconds}\\d{5}(\\d{3})?\\b`),
  };
}

/** Where something forbidden stands: `production/manifests/a.yaml: the user`. */
export function leaks(
  artifacts: Iterable<readonly [path: string, content: string]>,
  forbidden: Forbidden,
): readonly string[] {
  return [...artifacts].flatMap(([path, content]) =>
    Object.entries(forbidden)
      .filter(([, pattern]) => pattern.test(content) || pattern.test(path))
      .map(([what]) => `${path}: ${what}`),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
