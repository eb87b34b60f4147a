import { Size } from 'cdk8s';
import { layerRules } from '../../../lib/checks/rules/layers';
import { App, synthesizeApp } from '../../../lib/program';
import { etcdCases } from './etcd-cases';
import { hostCases } from './host-cases';
import { kubernetesCases } from './kubernetes-cases';
import { networkCases } from './network-cases';
import type { LayerCases } from './told';
import { layersIn, type Layers } from './world';

/** The codes that a program gives. */
function run(layers: Layers, ...accepts: readonly string[]): readonly string[] {
  const app = new App();
  const environment = layersIn(app, layers);
  for (const code of accepts) environment.acknowledge(code, 'It was so before.');
  return synthesizeApp(app, { lock: false }).findings.map(({ code }) => code);
}

const cases: LayerCases = { ...hostCases, ...networkCases, ...etcdCases, ...kubernetesCases };
const kinds = layerRules.flatMap((rule) => rule.kinds);

test('an environment from its hosts up has nothing wrong', () => {
  expect(run({})).toEqual([]);
});

test('kubelets keep back what belongs to the size of their own hosts', () => {
  const control = { capacity: { cpus: 2, memory: Size.gibibytes(4) } };
  const worker = { capacity: { cpus: 64, memory: Size.gibibytes(256) } };

  expect(run({ control, worker })).toEqual([]);
});

test('every code of the layers has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(kinds.map(({ code }) => code).sort());
});

describe.each(Object.entries(cases))('%s', (code, { fault, neighbour, also = [] }) => {
  test('the program with the fault is told', () => {
    expect(new Set(run(fault))).toEqual(new Set([code, ...also]));
  });

  test('its neighbour passes', () => {
    expect(run(neighbour)).toEqual([]);
  });

  test('an acknowledgement is taken where the code has one', () => {
    const isAcknowledgeable = kinds.find((kind) => kind.code === code)?.acknowledgeable === true;
    const left = run(fault, code, ...also);
    expect(left).toEqual(isAcknowledgeable ? [] : expect.arrayContaining(['acknowledgement-invalid', code]));
  });
});
