import { bootDocuments } from '../../../lib/assembly';
import { cloudConfigProblems } from '../host-readers/debian/cloud-config';
import { networkConfigProblems } from '../host-readers/debian/network-config';
import { ignitionProblems } from '../host-readers/ignition';
import { everyEnvironment } from './environments';

jest.setTimeout(1_800_000);

type Documents = ReadonlyMap<string, string>;

async function ignition(documents: Documents): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, text] of documents)
    problems.push(...(await ignitionProblems(text)).map((problem) => `${name}: ${problem}`));
  return problems;
}

/** Documents by the end of their names; what the reader would refuse; how many hosts of all environments have one. */
const readers: readonly (readonly [
  end: string,
  read: (documents: Documents) => Promise<readonly string[]>,
  fault: readonly [good: string, bad: string],
  hosts: number,
])[] = [
  ['.ign', ignition, ['"overwrite":', '"overwrites":'], 13],
  ['.network.yaml', networkConfigProblems, ['addresses', 'adresses'], 11],
  ['.yaml', cloudConfigProblems, ['permissions:', 'permission:'], 11],
];

function endOf(name: string): string | undefined {
  return readers.find(([end]) => name.endsWith(end))?.[0];
}

/** Every boot document of every environment on every minor. */
const all = everyEnvironment().flatMap(({ minor, assembly }) =>
  [...bootDocuments(assembly)].map(([name, text]) => {
    return {
      host: `${assembly.environment.name}/${name}`,
      name: `${assembly.environment.name} ${minor} ${name}`,
      text,
    };
  }),
);

test('every boot document has a reader', () => {
  expect(all.filter(({ name }) => endOf(name) === undefined)).toEqual([]);
});

describe.each(readers)('*%s', (end, read, [good, bad], hosts) => {
  const those = all.filter(({ name }) => endOf(name) === end);
  const distinct = [...new Map(those.map((document) => [document.text, document])).values()];

  test('is accepted for every host', async () => {
    expect(new Set(those.map(({ host }) => host)).size).toBe(hosts);
    expect(await read(new Map(distinct.map(({ name, text }) => [name, text])))).toEqual([]);
  });

  test('is refused with a planted fault', async () => {
    const { name = '', text = '' } = distinct[0] ?? {};
    expect(text).toContain(good);
    expect(await read(new Map([[name, text.replace(good, bad)]]))).not.toEqual([]);
  });
});
