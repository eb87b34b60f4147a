import * as fc from 'fast-check';
import { everyPort, portSample, portText } from './port-sample';
import { shuffled } from './seeded';

const { numbersOf } = jest.requireActual<{ numbersOf: (text: string) => Iterable<number> }>('./probes/port-text.js');

const portSet = fc.uniqueArray(fc.integer({ min: 1, max: 65535 })).map((ports) => ports.sort((a, b) => a - b));

test('the same seed gives the same ports, another seed others', () => {
  const sample = (seed: number): readonly number[] => portSample({ known: [22, 80], more: 300, seed });

  expect(sample(1)).toEqual(sample(1));
  expect(sample(1)).not.toEqual(sample(2));
});

test('a sample holds all known ports and as many more as asked', () => {
  fc.assert(
    fc.property(portSet, fc.nat(500), fc.nat(), (known, more, seed) => {
      const sample = portSample({ known, more, seed });

      expect(sample).toEqual(expect.arrayContaining(known));
      expect(new Set(sample).size).toBe(known.length + more);
      expect(sample.every((port) => port >= 1 && port <= 65535)).toBe(true);
    }),
  );
});

test.each([
  [[], ''],
  [[22], '22'],
  [[22, 80, 81, 82], '22,80-82'],
  [everyPort, '1-65535'],
])('%j is written as "%s"', (ports, text) => {
  expect(portText(ports)).toBe(text);
});

test('the probes read what is written for them', () => {
  fc.assert(
    fc.property(portSet, (ports) => {
      expect([...numbersOf(portText(ports))]).toEqual(ports);
    }),
  );
});

test('shuffling loses nothing and depends on the seed alone', () => {
  const items = everyPort.slice(0, 50);

  expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
  expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
  expect([...shuffled(items, 7)].sort((a, b) => a - b)).toEqual(items);
});
