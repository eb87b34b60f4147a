import { resourcesOf } from '../../../lib/assembly';
import { flannelProblems } from '../host-readers/flannel';
import { everyEnvironment } from './environments';

jest.setTimeout(1_800_000);

/** The configuration of every environment that has flannel, which its pods mount. */
const all = everyEnvironment().flatMap(({ assembly }) =>
  resourcesOf(assembly, 'object').flatMap(({ spec }) => {
    const { 'net-conf.json': text } = (spec['data'] ?? {}) as Readonly<Record<string, string>>;
    return text === undefined ? [] : [text];
  }),
);
const withFlannel = everyEnvironment().filter(({ assembly }) => resourcesOf(assembly, 'flannel').length > 0);

test('flannel takes its configuration in every environment', async () => {
  expect(withFlannel).not.toEqual([]);
  expect(all).toHaveLength(withFlannel.length);
  for (const text of new Set(all)) expect(await flannelProblems(text)).toEqual([]);
});

test('it refuses one with a planted fault', async () => {
  expect(await flannelProblems((all[0] ?? '').replace('"VNI"', '"VNID"'))).not.toEqual([]);
});
