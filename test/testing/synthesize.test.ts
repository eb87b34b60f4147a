import { Construct } from 'constructs';
import { Stack } from '../../lib/constructs/base';
import { App } from '../../lib/program';
import { synthesize } from '../../lib/testing';
import { configMap, shop, shopIn } from './shop';

test('a program: all environments, and every file below dist/', () => {
  const app = new App();
  shopIn(app, 'lab');
  shopIn(app, 'next');

  const synthesis = synthesize(app);

  expect(synthesis.assemblies.map(({ environment }) => environment.name)).toEqual(['lab', 'next']);
  expect(synthesis.assemblyOf('next').environment.name).toBe('next');
  expect(synthesis.findings).toEqual([]);
  expect([...synthesis.files.keys()]).toEqual(
    expect.arrayContaining(['plinth.json', 'lab/graph/object.json', 'next/manifests/shop/cart.configmap.yaml']),
  );
});

test('one assembly of several must be named', () => {
  const app = new App();
  shopIn(app, 'lab');
  shopIn(app, 'next');

  expect(() => synthesize(app).assembly).toThrow(
    'there are several environments, lab, next: use assemblyOf(name), or synthesize one of them',
  );
  expect(() => synthesize(app).assemblyOf('nxet')).toThrow('there is no environment "nxet", but lab, next');
});

test('an environment: its part of dist/', () => {
  const { app, lab } = shop();
  shopIn(app, 'next');

  const synthesis = synthesize(lab);

  expect(synthesis.assembly.environment.name).toBe('lab');
  expect([...synthesis.files.keys()].filter((path) => !path.startsWith('lab/'))).toEqual(['plinth.json']);
});

test('a stack: its manifests, and nothing of other stacks', () => {
  const { lab, shop: stack } = shop();
  configMap(new Stack(lab, 'other'), 'elsewhere', {});

  const { files, assembly } = synthesize(stack);

  expect([...files.keys()]).toEqual([
    '_cluster/shop.namespace.yaml',
    'shop/allow-dns.networkpolicy.networking.k8s.io.yaml',
    'shop/cart.configmap.yaml',
    'shop/checkout.configmap.yaml',
    'shop/default-deny.networkpolicy.networking.k8s.io.yaml',
  ]);
  expect(Object.values(assembly.resources).map(({ owner }) => owner)).toEqual(
    files.size === 5 ? Array(5).fill('shop') : [],
  );
});

test('findings of a stack are those in it', () => {
  const { lab, shop: stack } = shop();
  configMap(stack, 'Wrong', {});
  configMap(new Stack(lab, 'other'), 'Wrong', {});

  expect(synthesize(stack).findings.map(({ path }) => path)).toEqual(['lab/shop']);
  expect(synthesize(lab).findings.map(({ path }) => path)).toEqual(['lab/other', 'lab/shop']);
});

test('a tree without an environment is refused', () => {
  expect(() => synthesize(new App())).toThrow('The program made no App with an Environment in it');
  expect(() => synthesize(new Construct(new App(), 'group'))).toThrow('The program made no App');
});
