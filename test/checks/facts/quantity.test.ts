import { quantityOf } from '../../../lib/checks/facts/quantity';

test.each<readonly [string | number, number]>([
  ['1', 1],
  [1, 1],
  [0.5, 0.5],
  ['100m', 0.1],
  ['1500m', 1.5],
  ['.5', 0.5],
  ['1.', 1],
  ['+1', 1],
  ['-1', -1],
  ['250u', 0.00025],
  ['100n', 1e-7],
  ['1k', 1000],
  ['1Ki', 1024],
  ['128Mi', 134217728],
  ['128M', 128000000],
  ['1.5Gi', 1610612736],
  ['1G', 1e9],
  ['2Ti', 2199023255552],
  ['1P', 1e15],
  ['1Ei', 2 ** 60],
  ['1E', 1e18],
  ['1e3', 1000],
  ['1E3', 1000],
  ['12e-1', 1.2],
])('%j is %d', (text, amount) => {
  expect(quantityOf(text)).toBe(amount);
});

test.each(['', 'm', '1K', '1mi', '1 Gi', '1,5', 'e3', '1e', '1e3Ki', 'Infinity', NaN])('%j is no quantity', (text) => {
  expect(quantityOf(text)).toBeUndefined();
});

test('a tenth and two tenths are three', () => {
  expect(quantityOf('0.3')).toBe(quantityOf('300m'));
});
