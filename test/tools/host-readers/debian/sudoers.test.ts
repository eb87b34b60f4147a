import { sudoersProblems } from './sudoers';

jest.setTimeout(600_000);

const sudoers = `Defaults:core !requiretty
core ALL=(ALL:ALL) NOPASSWD: ALL
%operators ALL=(root) /usr/bin/systemctl restart etcd.service
`;

test('a file is accepted', async () => {
  expect(
    await sudoersProblems(
      new Map([
        ['90-plinth', sudoers],
        ['another', sudoers],
      ]),
    ),
  ).toEqual([]);
});

test.each([
  ['NOPASSWD:', 'NOPASWD:', '90-plinth:2:32: syntax error'],
  ['requiretty', 'requiretti', '90-plinth:1:16: unknown defaults entry "requiretti"'],
  ['/usr/bin/systemctl', 'systemctl', '90-plinth:3:23: expected a fully-qualified path name'],
  [
    'Defaults:core',
    'User_Alias OPERATORS = core\nDefaults:core',
    '90-plinth: Warning: 90-plinth:1:12: unused User_Alias "OPERATORS"',
  ],
  ['(root)', '(NOBODY)', '90-plinth:3:64: Runas_Alias "NOBODY" referenced but not defined'],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await sudoersProblems(new Map([['90-plinth', sudoers.replace(good, bad)]]));
  expect(first).toBe(problem);
});
