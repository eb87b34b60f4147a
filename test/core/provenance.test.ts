import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import { Environment, Stack } from '../../lib/constructs/base';
import { captureProvenance, SourceLines } from '../../lib/core';
import { lineOf, root } from './line-of';

const textOf = (construct: IConstruct): string => lineOf(new SourceLines(root).of(construct));

describe('the line that made a construct of ours', () => {
  test('is a path below the root, with the line of the TypeScript source', () => {
    const environment = new Environment(new App(), 'production');

    expect(new SourceLines(root).of(environment)).toMatch(/^test\/core\/provenance\.test\.ts:\d+$/);
    expect(textOf(environment)).toBe("const environment = new Environment(new App(), 'production');");
  });

  test('is inside the helper function, when a helper makes it', () => {
    const helper = (): Construct => {
      return new Environment(new App(), 'made-by-helper');
    };

    expect(textOf(helper())).toBe("return new Environment(new App(), 'made-by-helper');");
  });

  test('is in the author’s subclass, and is captured once however many constructors ask', () => {
    class Careful extends Environment {
      constructor(app: App) {
        super(app, 'careful');
        captureProvenance(this);
      }
    }

    expect(textOf(new Careful(new App()))).toBe("super(app, 'careful');");
  });

  test('is the first line of a call that spans several', () => {
    const shop = new Stack(
      // A comment keeps the call on several lines.
      new Environment(new App(), 'production'),
      'shop',
    );

    expect(textOf(shop)).toBe('const shop = new Stack(');
  });
});

describe('the line of a construct that is not ours', () => {
  const shop = (): Stack => new Stack(new Environment(new App(), 'production'), 'shop');

  test('is its own, directly under a stack', () => {
    const deployment = new Deployment(shop(), 'web', { containers: [{ image: 'web:1' }] });

    expect(textOf(deployment)).toBe(
      "const deployment = new Deployment(shop(), 'web', { containers: [{ image: 'web:1' }] });",
    );
  });

  test('holds for what it makes inside', () => {
    const deployment = new Deployment(shop(), 'inner', { containers: [{ image: 'web:1' }] });
    const inside = deployment.node.findChild('Resource');

    expect(textOf(inside)).toBe(
      "const deployment = new Deployment(shop(), 'inner', { containers: [{ image: 'web:1' }] });",
    );
  });

  test('is that of the nearest scope that is known, deeper down', () => {
    const group = new Construct(shop(), 'group');
    const object = new ApiObject(group, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });

    expect(textOf(object)).toBe("const group = new Construct(shop(), 'group');");
  });

  test('is unknown where nothing was captured', () => {
    expect(new SourceLines(root).of(new Construct(new App(), 'plain'))).toBeUndefined();
  });
});

test('two constructs of one line are both found, also by one reader that remembers', () => {
  const [a, b] = ['a', 'b'].map((id) => new Environment(new App(), id)) as [Environment, Environment];
  const lines = new SourceLines(root);

  expect([lines.of(a), lines.of(a)]).toEqual([lines.of(b), lines.of(b)]);
  expect(lineOf(lines.of(a))).toContain("const [a, b] = ['a', 'b']");
});

test('the formatter of stack traces is left as it was', () => {
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  const limit = Error.stackTraceLimit;

  new SourceLines(root).of(new Environment(new App(), 'production'));

  expect(Reflect.get(Error, 'prepareStackTrace')).toBe(before);
  expect(Error.stackTraceLimit).toBe(limit);
});

describe('folders with unusual names', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plinth-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Captures a construct from the second line of a file in a folder, once from its top level and once from a function. */
  function capturedIn(name: string): readonly (string | undefined)[] {
    mkdirSync(join(folder, name));
    const file = join(folder, name, 'shop.js');
    writeFileSync(
      file,
      'module.exports = (capture, one) =>\n  capture(one);\nmodule.exports.Shop = class {\n  constructor(capture, one) { capture(one); }\n};\n',
    );
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a file that is known only now
    const program = require(file) as ((...given: unknown[]) => void) & { Shop: new (...given: unknown[]) => unknown };
    const [inFunction, inClass] = [new Construct(new App(), 'a'), new Construct(new App(), 'b')];
    program(captureProvenance, inFunction);
    new program.Shop(captureProvenance, inClass);
    const lines = new SourceLines(folder);
    return [lines.of(inFunction), lines.of(inClass)];
  }

  test.each(['plain', 'with space', 'with (parentheses)', 'a (b', 'ü'])('%s', (name) => {
    expect(capturedIn(name)).toEqual([`${name}/shop.js:2`, `${name}/shop.js:4`]);
  });
});
