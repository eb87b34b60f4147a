/** What one unit of each suffix is worth. */
const suffixes: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

const form = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([a-zA-Z]*))$/;

/**
 * What a quantity is worth in its base unit: cores, bytes. `500m` is 0.5, `1Ki` is 1024, `1e3` is 1000.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 *
 * @returns undefined for a text that is no quantity
 */
export function quantityOf(given: string | number): number | undefined {
  const [, number, exponent = '', suffix = ''] = form.exec(String(given)) ?? [];
  const unit = suffixes.get(suffix);
  if (number === undefined || unit === undefined) return undefined;
  // Through an exponent where there is one: 0.1 times 1000 is not what 0.1e3 says.
  return exponent === '' ? rounded(Number(number) * unit) : Number(`${number}${exponent}`);
}

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3 to Kubernetes. */
function rounded(value: number): number {
  return Math.abs(value) < 1e6 ? Math.round(value * 1e9) / 1e9 : value;
}
