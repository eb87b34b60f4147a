import { ApiObject, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { contributes, fileCollisions } from '../../../lib/assembly';
import { Stack } from '../../../lib/constructs/base';
import { findingsOf, objectsOf, printed, production, shopOn, synthesized } from './program';

function configMap(scope: Construct, id: string, name: string, namespace?: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  });
}

function role(scope: Construct, id: string, name: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name },
    rules: [],
  });
}

describe('object-duplicate', () => {
  test('two objects of one kind, namespace and name are refused: cdk8s lets the last one win', () => {
    const shop = shopOn();
    configMap(shop, 'a', 'settings');
    configMap(shop, 'b', 'settings');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-duplicate: two objects have the same kind, namespace and name
        at   production/shop: return new ApiObject(scope, id, {
        why  "shop/core/ConfigMap/settings" is declared at [return new ApiObject(scope, id, {] and again at [return new ApiObject(scope, id, {].
        fix  Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
    `);
  });

  test('also where the names are made from ids on different ways down', () => {
    const shop = shopOn();
    new ConfigMap(new Construct(shop, 'cart'), 'settings');
    new ConfigMap(shop, 'cart-settings');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-duplicate: two objects have the same kind, namespace and name
        at   production/shop: new ConfigMap(shop, 'cart-settings');
        why  "shop/core/ConfigMap/cart-settings" is declared at [new ConfigMap(new Construct(shop, 'cart'), 'settings');] and again at [new ConfigMap(shop, 'cart-settings');].
        fix  Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
    `);
  });

  test('the same name in another namespace, of another kind, or of another group is another object', () => {
    const shop = shopOn();
    const cart = new Stack(shop.environment, 'cart', { network: 'open' });
    configMap(shop, 'a', 'settings');
    configMap(shop, 'b', 'settings', 'elsewhere');
    configMap(cart, 'a', 'settings');
    new ApiObject(shop, 'c', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'settings' } });

    expect(Object.keys(objectsOf(shop))).toEqual([
      'cart/core/ConfigMap/settings',
      'shop/core/ConfigMap/settings',
      'shop/core/ConfigMap/settings@elsewhere',
      'shop/core/Secret/settings',
    ]);
  });

  test('two stacks of one name, one inside the other, share a namespace and are refused', () => {
    const shop = shopOn();
    new Stack(shop, 'shop', { network: 'open' });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error object-duplicate: two objects have the same kind, namespace and name
        at   production/shop: new Stack(shop, 'shop', { network: 'open' });
        why  "_cluster/core/Namespace/shop" is declared at test/assembly/synthesize/program.ts:20 and again at [new Stack(shop, 'shop', { network: 'open' });].
        fix  Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
    `);
  });
});

describe('name-taken', () => {
  const component = (scope: Construct, id: string, name: string): Construct => {
    const construct = new Construct(scope, id);
    contributes(construct, {
      subject: { component: name },
      contribute: (into) => {
        into.component({
          type: 'workload',
          ports: [],
          readiness: { kind: 'none' },
          disruption: { kind: 'single' },
          procedures: { install: 'apply', update: 'apply', remove: 'delete' },
        });
      },
    });
    return construct;
  };

  test('two components of one name in a stack are refused, wherever in the tree they stand', () => {
    const shop = shopOn();
    component(shop, 'cart', 'cart');
    component(new Construct(shop, 'group'), 'other', 'cart');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error name-taken: two things in one place have the same name
        at   production/shop/cart: component(new Construct(shop, 'group'), 'other', 'cart');
        why  "shop/plinth/component/cart" is declared at [const construct = new Construct(scope, id);] and again at [component(new Construct(shop, 'group'), 'other', 'cart');].
        fix  Give one of them another id (or name); names are unique in a stack, wherever in the tree a construct stands."
    `);
  });

  test('two constructs of one id in one place are refused at once, as constructs do', () => {
    const shop = shopOn();
    new ConfigMap(shop, 'settings');

    expect(() => new ConfigMap(shop, 'settings')).toThrowErrorMatchingInlineSnapshot(`
      "name-taken: two things in one place have the same name
        why  "production/shop" has a ConfigMap with the id "settings" already, and a ConfigMap is given the same id.
        fix  Give one of them another id."
    `);
  });

  test('in another stack the name is free', () => {
    const shop = shopOn();
    component(shop, 'cart', 'cart');
    component(new Stack(shop.environment, 'other'), 'cart', 'cart');

    expect(findingsOf(shop)).toBe('');
  });
});

describe('file-collision', () => {
  const collisions = (shop: Stack): string => {
    const { assembly, provenance, findings } = synthesized(shop);
    expect(printed(findings)).toBe('');
    return printed(fileCollisions(assembly, provenance));
  };

  test('names that differ only in the case of letters are one file on many disks', () => {
    const shop = shopOn();
    role(shop, 'a', 'Reader');
    role(shop, 'b', 'reader');

    expect(collisions(shop)).toMatchInlineSnapshot(`
      "error file-collision: two resources would be written to the same file
        at   production/shop: return new ApiObject(scope, id, {
        why  "shop/rbac.authorization.k8s.io/Role/Reader" and "shop/rbac.authorization.k8s.io/Role/reader" would both be manifests/shop/reader.role.rbac.authorization.k8s.io.yaml where file names do not tell upper from lower case.
        fix  Give one of them another name."
    `);
  });

  test('a ":" has a file name of its own, beside a name that is written like its encoding', () => {
    const shop = shopOn();
    role(shop, 'a', 'system:reader');
    role(shop, 'b', 'system-3areader');

    expect(collisions(shop)).toBe('');
  });
});

describe('name-invalid', () => {
  test.each([
    ['ConfigMap', 'v1', 'My_Settings'],
    ['Service', 'v1', '1cart'],
    ['CronJob', 'batch/v1', 'a'.repeat(53)],
  ])('a %s of %s cannot be called %s', (kind, apiVersion, name) => {
    const shop = shopOn();
    new ApiObject(shop, 'object', { apiVersion, kind, metadata: { name } });

    expect(synthesized(shop).findings.map(({ code }) => code)).toContain('name-invalid');
  });

  test('the finding says what to write', () => {
    const shop = shopOn();
    configMap(shop, 'object', 'My_Settings');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error name-invalid: a name breaks the rules for names of its kind
        at   production/shop: return new ApiObject(scope, id, {
        why  The name of a ConfigMap, "My_Settings" may hold only lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit.
        fix  Did you mean "my-settings"?"
    `);
  });

  test('the id of a cdk8s-plus construct becomes its name, and has to be one', () => {
    const shop = shopOn();
    new ConfigMap(shop, 'Web_Settings');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error name-invalid: a name breaks the rules for names of its kind
        at   production/shop: new ConfigMap(shop, 'Web_Settings');
        why  The name of a ConfigMap, "web_settings" may hold only lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit.
        fix  Did you mean "web-settings"?"
    `);
  });

  test('a generated name cannot be reviewed', () => {
    const shop = shopOn();
    const object = configMap(shop, 'object', 'x');
    Reflect.set(object.metadata, 'name', undefined);
    object.metadata.add('generateName', 'settings-');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error name-invalid: a name breaks the rules for names of its kind
        at   production/shop: return new ApiObject(scope, id, {
        why  A ConfigMap has no name.
        fix  Give metadata.name; generateName cannot be reviewed."
    `);
  });

  test('names of RBAC objects may hold what others may not', () => {
    const shop = shopOn();
    role(shop, 'a', 'system:Reader of shop');

    expect(Object.keys(objectsOf(shop))).toEqual(['shop/rbac.authorization.k8s.io/Role/system:Reader of shop']);
  });
});

describe('namespace-on-cluster-scoped', () => {
  const clusterRole = (scope: Construct, namespace?: string): ApiObject =>
    new ApiObject(scope, 'viewer', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'viewer', ...(namespace !== undefined && { namespace }) },
    });

  test('a namespace that its author wrote is refused', () => {
    const shop = shopOn();
    clusterRole(shop, 'monitoring');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error namespace-on-cluster-scoped: a cluster-scoped object was given a namespace
        at   production/shop: new ApiObject(scope, 'viewer', {
        why  The ClusterRole "viewer" has the namespace "monitoring", but a ClusterRole belongs to the whole cluster.
        fix  Leave metadata.namespace out."
    `);
  });

  test('the namespace of the chart, which cdk8s puts on everything, is left out', () => {
    const shop = shopOn();
    clusterRole(shop);

    expect(objectsOf(shop)).toEqual({
      'shop/rbac.authorization.k8s.io/ClusterRole/viewer': {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: {
          name: 'viewer',
          labels: { 'app.kubernetes.io/managed-by': 'plinth', 'app.kubernetes.io/part-of': 'shop' },
        },
      },
    });
  });

  test('a plain cdk8s chart works in an environment, with the namespace that it says', () => {
    const environment = production();
    configMap(new Chart(environment, 'legacy', { namespace: 'legacy' }), 'a', 'settings');

    expect(Object.keys(objectsOf(environment))).toEqual(['_cluster/core/ConfigMap/settings@legacy']);
  });
});

describe('the name of a file', () => {
  test('is refused where no file system takes it, although the API server would take the object', () => {
    const shop = shopOn();
    configMap(shop, 'settings', 'a'.repeat(250));

    expect(findingsOf(shop)).toContain('would have a name of 265 bytes; file systems take 255.');
  });

  test('may be as long as file systems take', () => {
    const shop = shopOn();
    configMap(shop, 'settings', 'a'.repeat(240));

    expect(findingsOf(shop)).toBe('');
  });
});
