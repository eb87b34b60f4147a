import type { Outcome } from '../../run';
import { answersOf, cloudInit, cloudInitFile, schemaProblems } from './cloud-init';
import { networkdCommands, networkdProblemsIn } from './networkd';
import { inDebianRoot, type RootCommand } from './root';
import { named, printed, problemsIn, requireTexts, type Texts } from './texts';

/**
 * What every reader of a network-config (version 2) says to it: the schema of cloud-init and its writer for systemd-networkd, as
 * on Debian; netplan, as on Ubuntu; and systemd-networkd to what these two make of it.
 *
 * cloud-init's own schema ignores keys of an interface that it does not know; netplan does not.
 */
export async function networkConfigProblems(texts: Texts): Promise<readonly string[]> {
  requireTexts(texts);
  const given = [...texts].map(([name, text], index) => ({ name, text, path: `/tmp/read/${String(index)}.yaml` }));
  const calls = given.map(({ path }) => ['schema', '--schema-type', 'network-config', '--config-file', path]);
  const writes = given.map(({ path }) => [
    ...['devel', 'net-convert', '--network-data', path, '--kind', 'yaml', '--output-kind', 'networkd'],
    ...['--distro', 'debian', '--directory', debian(path)],
  ]);
  const [withNetplan, without, written, ...read] = await inDebianRoot(
    [
      cloudInitFile,
      ...given.flatMap(({ path, text }) => [
        { path, text },
        // As netplan asks, of files that may hold passwords.
        { path: `${ubuntu(path)}/etc/netplan/50-cloud-init.yaml`, text: wrapped(text), mode: 0o600 },
      ]),
    ],
    [
      cloudInit(calls, 'with-netplan'),
      cloudInit(calls, 'without-netplan'),
      cloudInit(writes, 'with-netplan'),
      ...given.flatMap(({ path }) => readings(path)),
    ],
  );
  const [netplan, schema, conversions] = [withNetplan, without, written].map(answersOf);
  const size = readings('').length;
  return given.flatMap(({ name, path }, index) => {
    const [generated = failed, ...readers] = read.slice(index * size, (index + 1) * size);
    const found = [
      ...problemsIn(schema?.[index] ?? failed, schemaProblems),
      ...problemsIn(netplan?.[index] ?? failed, schemaProblems),
      ...problemsIn(conversions?.[index] ?? failed, conversionProblems),
      ...problemsIn(generated, printed),
      ...readers.flatMap((outcome) => networkdProblemsIn(outcome, [folder])),
    ];
    const silent = found.length === 0 && readers.filter(({ stdout }) => stdout.includes(folder)).length < 2;
    return [...new Set([...found, ...(silent ? ['nothing of it reached systemd-networkd'] : [])])].map((problem) =>
      named(name, path, problem),
    );
  });
}

/** Where cloud-init and netplan write what they make of a text. */
const debian = (path: string): string => path.replace('.yaml', '.debian');
const ubuntu = (path: string): string => path.replace('.yaml', '.ubuntu');

/** The file of NoCloud may leave out the key around all others, which netplan asks for and cloud-init writes. */
function wrapped(text: string): string {
  return /^network:/m.test(text) ? text : `network:\n${text.replace(/^(?=.)/gm, '  ')}`;
}

const failed: Outcome = { status: 1, stdout: '', stderr: '' };

const folder = '/run/systemd/network/';

/** Lets netplan write; then systemd-networkd read that, and what cloud-init wrote. */
function readings(path: string): readonly RootCommand[] {
  return [
    { args: ['/usr/libexec/netplan/generate', '--root-dir', ubuntu(path)] },
    ...[`${ubuntu(path)}/run/systemd/network`, `${debian(path)}/etc/systemd/network`].flatMap((made) => [
      // With its permissions: the daemon is not root. Nothing was made of a text that was refused.
      { args: ['sh', '-euc', `mkdir -p /run/systemd; rm -rf ${folder}; [ ! -e ${made} ] || cp -a ${made} ${folder}`] },
      ...networkdCommands,
    ]),
  ];
}

/** The last line of a traceback says what is wrong. */
function conversionProblems(outcome: Outcome): readonly string[] {
  return outcome.status === 0 ? [] : printed(outcome).slice(-1);
}
