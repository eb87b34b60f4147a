import { chronyProblems } from './chrony';

jest.setTimeout(600_000);

const configuration = `pool ntp.example.com iburst
server 10.20.0.2 iburst minpoll 4
driftfile /var/lib/chrony/chrony.drift
makestep 1 3
rtcsync
leapseclist /usr/share/zoneinfo/leap-seconds.list
allow 10.20.0.0/16
logdir /var/log/chrony
cmdport 0
`;

test('a configuration is accepted', async () => {
  expect(
    await chronyProblems(
      new Map([
        ['chrony.conf', configuration],
        ['another', configuration],
      ]),
    ),
  ).toEqual([]);
});

test.each([
  ['makestep', 'makestp', 'chrony.conf: Invalid directive at line 4 in file chrony.conf'],
  ['makestep 1 3', 'makestep x 3', 'chrony.conf: Could not parse makestep directive at line 4 in file chrony.conf'],
  ['minpoll', 'minpol', 'chrony.conf: Could not parse server directive at line 2 in file chrony.conf'],
  ['cmdport 0', 'cmdport none', 'chrony.conf: Could not parse cmdport directive at line 9 in file chrony.conf'],
  [
    'rtcsync',
    'include /etc/chrony/none.conf',
    'chrony.conf: Could not open /etc/chrony/none.conf : No such file or directory',
  ],
  ['10.20.0.0/16', '10.20.0.0/99', 'chrony.conf: Bad subnet in 10.20.0.0/99'],
  ['rtcsync', 'keyfile /etc/chrony/none.keys', 'chrony.conf: Could not open keyfile /etc/chrony/none.keys'],
  // Debian 13 has the zones with leap seconds in tzdata-legacy.
  [
    'leapseclist /usr/share/zoneinfo/leap-seconds.list',
    'leapsectz right/UTC',
    'chrony.conf: Timezone right/UTC failed leap second check, ignoring',
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const texts = new Map([['chrony.conf', configuration.replace(good, bad)]]);
  const [first] = await chronyProblems(texts);
  expect(first).toBe(problem);
});
