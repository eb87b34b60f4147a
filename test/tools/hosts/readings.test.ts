import { everyHostText, type HostText } from './host-texts';
import { readings, type Reading } from './readings';

jest.setTimeout(1_800_000);

const all = Object.entries(readings);

function textsFor({ paths }: Reading): readonly HostText[] {
  return everyHostText().filter(({ path }) => paths.test(path));
}

test('every text of every host has one reader, or a reason why it has none', () => {
  const paths = [...new Set(everyHostText().map(({ path }) => path))];

  expect(paths).not.toEqual([]);
  expect(paths.filter((path) => all.filter(([, { paths: taken }]) => taken.test(path)).length !== 1)).toEqual([]);
});

test('there is a text for each reader and each reason', () => {
  expect(all.filter(([, reading]) => textsFor(reading).length === 0).map(([name]) => name)).toEqual([]);
});

const read = all.flatMap(([name, reading]) => ('reader' in reading ? [[name, reading] as const] : []));

describe.each(read)('%s', (_, reading) => {
  test('is accepted on every host of every environment', async () => {
    expect(await reading.reader(textsFor(reading))).toEqual([]);
  });

  test('is refused with a planted fault', async () => {
    const [good, bad] = reading.fault;
    const [text] = textsFor(reading).filter((each) => each.text.replace(good, bad) !== each.text);
    if (!text) throw new Error(`No text has ${String(good)}.`);
    const others = textsFor(reading).filter(({ view }) => view === text.view);
    const faulty = others.map((each) => (each === text ? { ...each, text: each.text.replace(good, bad) } : each));
    expect(await reading.reader(faulty)).not.toEqual([]);
  });
});
