import * as fc from 'fast-check';
import { largestThatPasses } from './largest-packet';

test('the largest packet is found, whatever the guess', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 28, max: 9000 }), fc.integer({ min: 1280, max: 8999 }), async (limit, guess) => {
      expect(await largestThatPasses(guess, (bytes) => Promise.resolve(bytes <= limit))).toBe(limit);
    }),
  );
});

test('two packets are enough where the guess is right', async () => {
  const sent: number[] = [];
  const passes = (bytes: number): Promise<boolean> => {
    sent.push(bytes);
    return Promise.resolve(bytes <= 1450);
  };

  expect(await largestThatPasses(1450, passes)).toBe(1450);
  expect(sent).toEqual([1450, 1451]);
});

test('0 where nothing comes through', async () => {
  expect(await largestThatPasses(1450, () => Promise.resolve(false))).toBe(0);
});
