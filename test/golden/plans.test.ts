import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly';
import { plan } from '../../lib/plan';
import { planMarkdown, textDiff } from '../../lib/report';
import type { MatcherContext } from '../../lib/testing/jest-types';

const root = join(__dirname, '../..');
const renewal = 'npx jest --selectProjects unit --testPathPatterns test/golden/plans.test -u';

/** The steps by which an environment of this repository comes to be, from hosts that have nothing. */
function firstInstall(environment: string): string {
  const made = plan({ to: readAssembly(join(root, 'dist'), environment) });
  // The digest of the whole holds any byte of dist/: whoever changes one would have to renew these files as well.
  const text = planMarkdown({ ...made, to: 'assembly' });
  return `<!-- prettier-ignore-start -->\n\n${text}\n<!-- prettier-ignore-end -->\n`;
}

test.each(['bed', 'lab', 'production', 'shared', 'tiny'])('the first install of %s', (environment) => {
  const path = `test/golden/plans/${environment}.md`;
  const file = join(root, path);
  const after = firstInstall(environment);
  if (isRenewed()) writeFileSync(file, after);

  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before !== after) {
    throw new Error(
      `${path} is not the plan of a first install any more (- is the file, + is the plan):\n\n${textDiff(before, after).join('\n')}\n\nIf this is meant, renew it with \`${renewal}\`, and review the difference like code.`,
    );
  }
});

/** Whether jest runs with -u. */
function isRenewed(): boolean {
  const { snapshotState } = expect.getState() as MatcherContext;
  return snapshotState?._updateSnapshot === 'all';
}
