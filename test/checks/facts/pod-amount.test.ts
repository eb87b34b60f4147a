import { countOf, podAmount, type PodAmount } from '../../../lib/checks/facts/pod-amount';

test.each<readonly [PodAmount, number, number]>([
  [2, 3, 2],
  ['50%', 3, 2],
  ['50%', 4, 2],
  ['1%', 10, 1],
  ['0%', 10, 0],
  ['100%', 7, 7],
  ['34%', 3, 2],
  ['33%', 3, 1],
  ['7%', 100, 7],
])('%s of %i pods are %i', (amount, pods, count) => {
  expect(countOf(amount, pods)).toBe(count);
});

test.each([['2'], ['half'], ['5.5%'], ['-1%'], [null], [undefined], [true], [[1]]])('%j is no amount', (given) => {
  expect(podAmount(given)).toBeUndefined();
});

test('numbers and shares are', () => {
  expect([podAmount(1), podAmount('10%')]).toEqual([1, '10%']);
});
