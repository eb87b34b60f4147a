import { run } from '../run';
import { folderOf, renderedInstall } from './bed';

jest.setTimeout(300_000);

const path = { PATH: process.env['PATH'] ?? '' };
const guide = 'plinth apply sets it. Without Plinth set it yourself: docs/guide.md#apply.\n';
const desk = 'the folder that keeps what the control node has of an environment, such as keys and credentials';
const parcels = 'a folder in memory by which steps give things to each other';

describe.each(['lab', 'bed', 'staging'])('%s', (name) => {
  const rendered = renderedInstall(name);
  const folder = folderOf(rendered);
  const scripts = [...rendered].filter(
    ([file, text]) => /^steps\/.*\.sh$/.test(file) && text.includes("\nplace='the control node'\n"),
  );
  const outcome = async (file: string, env: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
    const { status, stdout, stderr } = await run('sh', [file], { cwd: folder, env });
    return [status, stdout, stderr];
  };
  const refusal = (file: string, variable: string, what: string): readonly unknown[] => {
    const step = file.replace(/^steps\/|\.sh$/g, '');
    return [1, '', `plinth: ${step}: the variable ${variable} is not set: ${what}. ${guide}`];
  };

  test('every script that uses the desk says so before it does anything', async () => {
    const using = scripts.filter(([, text]) => /\$\{?PLINTH_DESK/.test(text));
    expect(using.length).toBeGreaterThan(0);
    for (const [file] of using) expect(await outcome(file, path)).toEqual(refusal(file, 'PLINTH_DESK', desk));
  });

  test('every script that uses parcels says so, where the desk is given', async () => {
    for (const [file] of scripts.filter(([, text]) => /\$\{?PLINTH_PARCELS/.test(text))) {
      const env = { ...path, PLINTH_DESK: folder, KUBECONFIG: '/none' };
      expect(await outcome(file, env)).toEqual(refusal(file, 'PLINTH_PARCELS', parcels));
    }
  });
});

const lab = folderOf(renderedInstall('lab'));

test('with the desk machines are made, or OpenTofu says why not', async () => {
  const env = { PATH: '/usr/bin:/bin', PLINTH_DESK: lab };

  const { stderr } = await run('sh', ['steps/machines/make.sh'], { cwd: lab, env });

  expect(stderr).toMatch(/^plinth: The machines in \S+\/lab\/machines cannot be made/);
});
