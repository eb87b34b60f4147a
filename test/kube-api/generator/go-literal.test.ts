import { goMember, goText, goTexts, parseGoLiteral } from '../../../tools/kube-api/go-literal';

test('a struct with lists, maps, pointers and calls', () => {
  const value = parseGoLiteral(`spec.Schema{
    // a comment
    Type:   []string{"array"},
    Enum:   []interface{}{"A", "B"},
    Map:    map[string]spec.Schema{"b": {Default: 0}, "a": {Default: -1.5}},
    Items:  &spec.SchemaOrArray{Schema: &spec.Schema{Ref: ref(v1.Pod{}.OpenAPIModelName())}},
    Text:   "quoted \\"text\\"\\n",
    Raw:    \`raw "text"\`,
    Allows: true,
  }`);
  expect(goTexts(goMember(value, 'Type'))).toEqual(['array']);
  expect(goTexts(goMember(value, 'Enum'))).toEqual(['A', 'B']);
  const map = goMember(value, 'Map');
  expect(map?.kind === 'literal' && map.entries.map(({ key }) => goText(key))).toEqual(['b', 'a']);
  expect(goMember(goMember(map, 'a'), 'Default')).toEqual({ kind: 'number', value: -1.5 });
  expect(goMember(goMember(goMember(value, 'Items'), 'Schema'), 'Ref')).toMatchObject({
    kind: 'call',
    function: { kind: 'name', value: 'ref' },
    values: [
      { kind: 'call', function: { kind: 'member', name: 'OpenAPIModelName', of: { kind: 'literal', type: 'v1.Pod' } } },
    ],
  });
  expect([goText(goMember(value, 'Text')), goText(goMember(value, 'Raw'))]).toEqual(['quoted "text"\n', 'raw "text"']);
  expect(goText(goMember(value, 'Allows'))).toBe('true');
  expect(goMember(value, 'Missing')).toBeUndefined();
});

test.each([
  ['a + b', 'unknown Go syntax: "+ b"'],
  ['f(a', 'expected ,, found ""'],
  ['a b', 'unexpected Go source after an expression: "b"'],
  ['', 'expected more Go source, found ""'],
])('%j is refused', (source, message) => {
  expect(() => parseGoLiteral(source)).toThrow(new Error(message));
});
