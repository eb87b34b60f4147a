import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlinthError } from '../../lib/core';
import { openDesk } from '../../lib/apply/desk/desk';
import { deskProblem } from '../../lib/apply/desk/desk-full';

test('a full disk is told with its place and what to do', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const problem = deskProblem(error, 'lab', '/state/lab');

  expect(problem).toBeInstanceOf(PlinthError);
  expect((problem as PlinthError).findings).toMatchObject([
    {
      code: 'disk-full',
      path: 'lab',
      detail: 'This machine cannot write to /state/lab: ENOSPC: no space left on device, write',
      fix: 'Make room there, and apply again: what was done stays done.',
    },
  ]);
});

test.each([new Error('other'), Object.assign(new Error('no'), { code: 'EACCES' }), 'text'])(
  '%s stays as it is',
  (error) => {
    expect(deskProblem(error, 'lab', '/state/lab')).toBe(error);
  },
);

test('a desk whose name could not be written gets one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plinth-desk-'));
  try {
    writeFileSync(join(folder, 'id'), '');
    const { id } = openDesk(folder);

    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(openDesk(folder).id).toBe(id);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
