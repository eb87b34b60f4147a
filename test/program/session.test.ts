import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, collectApps, currentSession } from '../../lib/program';
import { shopIn } from '../testing/shop';

test('the apps that a loader makes, whether or not they are synthesized; nothing is written', async () => {
  const output = join(mkdtempSync(join(tmpdir(), 'plinth-session-')), 'dist');
  let made: readonly App[] = [];

  const apps = await collectApps(() => {
    made = [new App({ output }), new App({ output })];
    for (const [index, app] of made.entries()) shopIn(app, `lab-${String(index)}`);
    made[0]?.synth();
  });

  expect(apps).toEqual(made);
  expect(existsSync(output)).toBe(false);
  rmSync(join(output, '..'), { recursive: true });
});

test('apps made while a promise is not settled count, too', async () => {
  const apps = await collectApps(async () => {
    await Promise.resolve();
    return new App();
  });

  expect(apps).toHaveLength(1);
});

test('the session ends with the loader, also with one that fails', async () => {
  await expect(
    collectApps(() => {
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');

  expect(currentSession()).toBeUndefined();
});
