import { inDebianRoot, type RootFile } from './root';
import { printed, problemsIn, requireTexts, type Texts } from './texts';

/** Of sources.list(5). */
const fields = new Set(
  [
    ...[
      'Types',
      'URIs',
      'Suites',
      'Components',
      'Enabled',
      'Architectures',
      'Languages',
      'Targets',
      'PDiffs',
      'By-Hash',
    ],
    ...['Allow-Insecure', 'Allow-Weak', 'Allow-Downgrade-To-Insecure', 'Trusted', 'Signed-By', 'Check-Valid-Until'],
    ...['Valid-Until-Min', 'Valid-Until-Max', 'Check-Date', 'Date-Max-Future', 'InRelease-Path', 'Snapshot'],
    ...['Include', 'Exclude'],
  ].map((field) => field.toLowerCase()),
);

/**
 * What apt says to the package sources of one host (deb822), by their paths there: `/etc/apt/sources.list.d/<name>.sources`.
 *
 * apt ignores fields that it does not know and keys that are not there, so both are looked for here. `keys` are the files that
 * Signed-By names. It does not notice a scheme of URIs that it has no method for.
 */
export async function aptSourcesProblems(sources: Texts, keys: readonly RootFile[] = []): Promise<readonly string[]> {
  requireTexts(sources);
  const written = [...sources].map(([path, text]) => ({ path, text }));
  // Without this option only what was downloaded is listed.
  const args = ['apt-get', 'indextargets', '--no-release-info', '--format', '$(SOURCESENTRY)'];
  const [outcome] = await inDebianRoot([...written, ...keys], [{ args }]);
  if (!outcome) throw new Error('apt was not asked.');
  const read = printed({ ...outcome, stderr: '' });
  return [
    ...problemsIn(outcome, ({ stderr }) => [...new Set(printed({ status: 0, stdout: '', stderr }))]),
    ...[...sources].flatMap(([path, text]) => [
      ...(outcome.status === 0 && !read.some((entry) => entry.startsWith(path))
        ? [`${path}: names no repository`]
        : []),
      ...unnoticed(text, keys).map((problem) => `${path}: ${problem}`),
    ]),
  ];
}

function unnoticed(text: string, keys: readonly RootFile[]): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, field, value = ''] = /^([^\s#:]+):\s*(.*)$/.exec(line) ?? [];
    if (field === undefined) return [];
    if (!fields.has(field.toLowerCase())) return [`apt knows no field "${field}"`];
    const missing =
      field.toLowerCase() === 'signed-by' && value.startsWith('/') && !keys.some(({ path }) => path === value);
    return missing ? [`the key "${value}" is not there`] : [];
  });
}
