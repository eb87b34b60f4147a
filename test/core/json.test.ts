import { deepFreeze, isJsonObject } from '../../lib/core';

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['text', false],
  [undefined, false],
])('%j is a mapping: %s', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});

test('freezing reaches every level and returns the same value', () => {
  const value = { list: [{ deep: 'x' }], none: null };

  expect(deepFreeze(value)).toBe(value);

  expect(() => {
    (value.list[0] as { deep: string }).deep = 'y';
  }).toThrow(TypeError);
  expect(() => value.list.push({ deep: 'z' })).toThrow(TypeError);
});
