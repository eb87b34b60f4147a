import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync, type Options } from '@swc/core';
import { root } from '../core/line-of';

const swcOptions = jest.requireActual<Options>('../../bin/swc-options');

/** A project of somebody else: the preset by its name, a program, and tests of it. */
const project = {
  'package.json': '{ "name": "shop", "private": true }',
  'jest.config.js': "module.exports = { preset: 'plinth/testing' };",
  'shop.ts': `
    import { App } from 'plinth/program';
    import { Environment, Stack } from 'plinth/constructs/base';
    import { KubernetesCluster } from 'plinth/constructs/kubernetes';

    export function shop(version: string): Stack {
      const lab = new Environment(new App(), 'lab');
      KubernetesCluster.existing(lab, 'cluster', { version: version as '1.36', enforcer: 'calico' });
      return new Stack(lab, 'shop', { network: 'open' });
    }
  `,
  'shop.test.ts': `
    import { Manifests, synthesize } from 'plinth/testing';
    import { shop } from './shop';

    test('finds what is there', () => {
      Manifests.of(synthesize(shop('1.36'))).hasObject('Namespace', { metadata: { name: 'shop' } });
    });
    test('knows findings', () => {
      expect(synthesize(shop('1.36'))).toHaveNoFindings();
      expect(synthesize(shop('1.33').environment)).toHaveFinding('kubernetes-version', { path: 'lab' });
    });
    test('shows manifests as files', () => {
      expect(synthesize(shop('1.36'))).toMatchInlineSnapshot(\`
        # _cluster/shop.namespace.yaml
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            app.kubernetes.io/managed-by: plinth
            app.kubernetes.io/part-of: shop
            pod-security.kubernetes.io/enforce: restricted
            pod-security.kubernetes.io/enforce-version: v1.36
      \`);
    });
    test('compares with committed files', () => {
      expect(synthesize(shop('1.36'))).toMatchTree('nowhere');
    });
    test('tells what is wrong', () => {
      expect(synthesize(shop('1.33').environment)).toHaveNoFindings();
    });
  `,
};

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-preset-')));
  for (const [path, content] of Object.entries(project)) writeFileSync(join(folder, path), content);
  install(join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What npm would put there: our package as `npm run build` makes it, without its types, and the packages beside it. */
function install(modules: string): void {
  const plinth = join(modules, 'plinth');
  mkdirSync(plinth, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(plinth, 'package.json'));
  for (const file of readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })) {
    const [from, to] = [join(root, 'lib', file), join(plinth, 'out/lib', file)];
    if (!/\.(ts|json)$/.test(file)) continue;
    mkdirSync(dirname(to), { recursive: true });
    if (file.endsWith('.json')) copyFileSync(from, to);
    else writeFileSync(to.replace(/\.ts$/, '.js'), transformFileSync(from, swcOptions).code);
  }
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

interface Report {
  readonly testResults: readonly [
    {
      readonly message: string;
      readonly assertionResults: readonly {
        readonly title: string;
        readonly status: string;
        readonly failureMessages: readonly string[];
      }[];
    },
  ];
}

test('a project that names the preset gets TypeScript, matchers and snapshots', () => {
  const bin = join(root, 'node_modules/jest/bin/jest.js');
  const argv = [bin, '--ci', '--json', '--runInBand', '--cacheDirectory', join(folder, 'cache')];
  const { stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], FORCE_COLOR: '0' },
  });

  expect(stdout === '' ? stderr : '').toBe('');
  const [{ assertionResults }] = (JSON.parse(stdout) as Report).testResults;
  expect(assertionResults.map(({ title, status }) => `${status}: ${title}`)).toEqual([
    'passed: finds what is there',
    'passed: knows findings',
    'passed: shows manifests as files',
    'failed: compares with committed files',
    'failed: tells what is wrong',
  ]);
  const messages = assertionResults.flatMap(({ failureMessages }) => failureMessages);
  expect(messages[0]).toContain('nowhere');
  expect(messages[1]).toContain('error  kubernetes-version');
});
