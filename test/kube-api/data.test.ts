import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeApi, kubernetesMinors, type TypeFacts, type ValueFacts } from '../../lib/kube-api';

const directory = join(__dirname, '../../lib/kube-api/data');
const scalars = ['string', 'integer', 'number', 'boolean', 'int-or-string', 'quantity', 'bytes', 'time', 'any'];

test.each(kubernetesMinors)('every field of %s that can be reached is well formed', (minor) => {
  const seen = new Set<TypeFacts>();
  const visitValue = (facts: ValueFacts, where: string): void => {
    if (facts.type === 'object') {
      if (facts.object === undefined) throw new Error(`${where} has no type`);
      visitType(facts.object);
    } else if (facts.type === 'list' || facts.type === 'map') {
      if (facts.of === undefined) throw new Error(`${where} holds nothing`);
      visitValue(facts.of, where);
      for (const key of facts.listMapKeys ?? []) {
        const field = facts.of.object?.fields.get(key);
        if (field === undefined) throw new Error(`${where} is merged by ${key}, which its items lack`);
      }
      if ((facts.listType === 'map') !== (facts.listMapKeys !== undefined))
        throw new Error(`${where} has odd list keys`);
    } else if (!scalars.includes(facts.type)) {
      throw new Error(`${where} has the unknown type ${facts.type}`);
    }
  };
  const visitType = (type: TypeFacts): void => {
    if (seen.has(type)) return;
    seen.add(type);
    for (const field of type.fields.values()) visitValue(field, `${type.name}.${field.name}`);
  };
  for (const kind of kubeApi(minor).kinds()) visitType(kind.type);
  expect(seen.size).toBeGreaterThan(600);
});

test('every kind has the fields that all objects have', () => {
  for (const kind of kubeApi('1.36').kinds())
    expect([...kind.type.fields.keys()].slice(0, 3)).toEqual(['apiVersion', 'kind', 'metadata']);
});

test('each data file is small and has its sources on record', () => {
  const sources = JSON.parse(readFileSync(join(directory, 'versions.json'), 'utf8')) as Record<string, unknown>;
  const files = readdirSync(directory).filter((file) => file !== 'versions.json');
  expect(Object.keys(sources).sort()).toEqual(files.sort());
  for (const file of files) expect(readFileSync(join(directory, file)).length).toBeLessThan(350_000);
  for (const records of Object.values(sources) as { sum: string }[][])
    for (const record of records) expect(record.sum).toMatch(/^h1:/);
});
