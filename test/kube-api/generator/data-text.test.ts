import { dataText } from '../../../tools/kube-api/data-text';

test('one member a line, and JSON all the same', () => {
  const data = {
    patch: 'v1',
    kinds: [{ kind: 'A' }, { kind: 'B' }],
    types: { a: '1', b: '2', c: '3', d: '4', e: { x: '5' } },
  };
  const text = dataText(data);
  expect(JSON.parse(text)).toEqual(data);
  expect(text).toMatchInlineSnapshot(`
    "{
    "patch":"v1",
    "kinds":[
    {"kind":"A"},
    {"kind":"B"}
    ],
    "types":{
    "a":"1",
    "b":"2",
    "c":"3",
    "d":"4",
    "e":{"x":"5"}
    }
    }
    "
  `);
});

test('only a mapping is a data file', () => {
  expect(() => dataText([])).toThrow('a data file holds a mapping');
});
