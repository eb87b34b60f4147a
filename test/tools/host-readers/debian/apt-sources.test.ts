import { aptSourcesProblems } from './apt-sources';

jest.setTimeout(600_000);

const path = '/etc/apt/sources.list.d/kubernetes.sources';
const source = `Types: deb
URIs: https://packages.example.com/core/v1.36/deb/
Suites: /
Signed-By: /etc/apt/keyrings/kubernetes.asc
`;
const keys = [{ path: '/etc/apt/keyrings/kubernetes.asc', text: '' }];

test('a source is accepted', async () => {
  expect(await aptSourcesProblems(new Map([[path, source]]), keys)).toEqual([]);
});

test.each([
  ['URIs', 'URI', 'E: Malformed entry 1 in sources file /etc/apt/sources.list.d/kubernetes.sources (URI)'],
  [
    'Types: deb',
    'Types: debb',
    "E: Type 'debb' is not known on stanza 1 in source list /etc/apt/sources.list.d/kubernetes.sources",
  ],
  ['Suites: /\n', '', 'E: Malformed entry 1 in sources file /etc/apt/sources.list.d/kubernetes.sources (Suite)'],
  [
    'Suites: /',
    'Suites: trixie',
    'E: Malformed entry 1 in sources file /etc/apt/sources.list.d/kubernetes.sources (Component)',
  ],
  ['https://', '', 'E: Malformed entry 1 in sources file /etc/apt/sources.list.d/kubernetes.sources (URI parse)'],
  ['Signed-By', 'SignedBy', '/etc/apt/sources.list.d/kubernetes.sources: apt knows no field "SignedBy"'],
  [
    'kubernetes.asc',
    'kubernetes.gpg',
    '/etc/apt/sources.list.d/kubernetes.sources: the key "/etc/apt/keyrings/kubernetes.gpg" is not there',
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await aptSourcesProblems(new Map([[path, source.replace(good, bad)]]), keys);
  expect(first).toBe(problem);
});

test('a name that apt does not read is refused', async () => {
  expect(await aptSourcesProblems(new Map([[path.replace('.sources', '.source'), source]]), keys)).toEqual([
    '/etc/apt/sources.list.d/kubernetes.source: names no repository',
  ]);
});
