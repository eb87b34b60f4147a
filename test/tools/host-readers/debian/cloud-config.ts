import { parseDocument } from 'yaml';
import { answersOf, cloudInit, cloudInitFile, schemaProblems } from './cloud-init';
import { inDebianRoot } from './root';
import { named, problemsIn, requireTexts, type Texts } from './texts';

/**
 * What cloud-init says to user-data.
 *
 * It does not notice a key that is repeated, of which the last one wins, so that is looked for here; nor what only its modules
 * know when they run: packages, groups, commands.
 */
export async function cloudConfigProblems(texts: Texts): Promise<readonly string[]> {
  requireTexts(texts);
  const given = [...texts].map(([name, text], index) => ({ name, text, path: `/tmp/read/${String(index)}` }));
  const calls = given.map(({ path }) => ['schema', '--config-file', path]);
  const [outcome] = await inDebianRoot([cloudInitFile, ...given], [cloudInit(calls, 'with-netplan')]);
  const answers = answersOf(outcome);
  return given.flatMap(({ name, text, path }, index) => {
    const answer = answers[index] ?? { status: 1, stdout: '', stderr: '' };
    const repeated = parseDocument(text).errors.map(({ message }) => message.split('\n')[0] ?? '');
    return [...problemsIn(answer, schemaProblems), ...repeated].map((problem) => named(name, path, problem));
  });
}
