import { templateParts } from '../../../lib/plan/script/templates';

test('only names that are known are places', () => {
  expect(templateParts('${a} and ${b}${c}', /\$\{([^{}]+)\}/g, new Set(['a', 'c']))).toEqual([
    { kind: 'value', name: 'a' },
    { kind: 'text', text: ' and ${b}' },
    { kind: 'value', name: 'c' },
  ]);
});
