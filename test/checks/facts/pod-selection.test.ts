import fc from 'fast-check';
import { type PodGroup, selects } from '../../../lib/assembly';
import { PodSelection } from '../../../lib/checks/facts/pod-selection';

const word = fc.constantFrom('a', 'b', 'c', 'constructor');
const labels = fc.dictionary(word, word, { maxKeys: 3 });
const pods = fc.array(fc.record({ namespace: word, labels }), { maxLength: 12 }).map((list) =>
  list.map((one, index): PodGroup => ({
    ...one,
    id: `x/apps/Deployment/${index}`,
    name: `${index}`,
    ports: [],
    hostNetwork: false,
  })),
);
const expression = fc.record({
  key: word,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Near'),
  values: fc.array(word, { maxLength: 2 }),
});
const selector = fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) });

test('finds what asking every pod finds', () => {
  fc.assert(
    fc.property(pods, fc.array(fc.tuple(word, selector), { maxLength: 6 }), (groups, questions) => {
      const selection = new PodSelection(groups);
      for (const [namespace, one] of questions) {
        const asked = groups.filter((group) => group.namespace === namespace && selects(one, group.labels));
        expect(selection.select(namespace, one)).toEqual(asked);
      }
    }),
  );
});
