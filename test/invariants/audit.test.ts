import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { renderDist, type Synthesized } from '../../lib/assembly';
import { check } from '../../lib/checks';
import type { Environment } from '../../lib/constructs/base';
import { Stack } from '../../lib/constructs/base';
import { Image, Microservice } from '../../lib/constructs/services';
import { PlinthError, Secret, text } from '../../lib/core';
import { synthesizeAndWrite } from '../../lib/program';
import { printed, shopOn, synthesized } from '../assembly/synthesize/program';
import { root } from '../core/line-of';
import { build, buildApp, wholeProgram } from './arbitrary-program';
import { buildHosts, type HostsSpec } from './arbitrary-hosts';
import { leaks, secretForms, surroundings, type Forbidden } from './audit';
import { openedBoot } from './opened-boot';
import { filesIn, inFolder } from './folder';

const canary = 'Canary/7f3+Z=é';
const secrets: Forbidden = { 'a secret': secretForms(canary) };

/** Everything that synthesis gives away: files, provenance and findings. */
function artifactsOf(all: readonly Synthesized[]): readonly (readonly [string, string])[] {
  const files = renderDist(all.map(({ assembly }) => assembly));
  return [
    ...files,
    ...all.flatMap(({ assembly }) => openedBoot(assembly)),
    ...all.map(
      ({ assembly, provenance }) => [`provenance of ${assembly.environment.name}`, JSON.stringify(provenance)] as const,
    ),
    ...all.map(({ assembly, provenance, findings }) => {
      return [
        `findings of ${assembly.environment.name}`,
        JSON.stringify([...findings, ...check(assembly, provenance)]),
      ] as const;
    }),
  ];
}

const hosts: HostsSpec = {
  ...{ version: '1.36', system: 'debian', machine: 'existing', control: 3, workers: 1, etcd: '3.6', metrics: false },
  ...{ leases: 'kubernetes', backend: 'vxlan', enforcer: 'kube-router', ingress: 'hosts', storage: 'volumes' },
};

/** A stack with an object that holds a value. */
function holding(value: string): readonly (readonly [string, string])[] {
  const shop = shopOn();
  new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });
  return artifactsOf([synthesized(shop)]);
}

describe('no byte of a secret gets out', () => {
  afterEach(() => {
    delete process.env['PLINTH_TEST_PASSWORD'];
  });

  test('of what stands in the environment of the process', () => {
    process.env['PLINTH_TEST_PASSWORD'] = canary;

    expect(leaks(artifactsOf(build(wholeProgram())), secrets)).toEqual([]);
  });

  test('of hosts: what they will have, with boot documents opened', () => {
    process.env['PLINTH_TEST_PASSWORD'] = canary;

    for (const system of ['debian', 'flatcar'] as const) {
      const artifacts = artifactsOf([buildHosts({ ...hosts, system })]);
      expect(artifacts.filter(([path]) => path.startsWith('boot/')).length).toBeGreaterThan(50);
      expect(leaks(artifacts, secrets)).toEqual([]);
    }
  });

  test.each([
    ['existing', 'debian', 'boot/control-1.yaml/etc/own'],
    ['openstack', 'flatcar', 'boot/control-1.ign/etc/own'],
  ] as const)('a secret in a host’s file is found in what boots it: %s, %s', (machine, system, path) => {
    const spec = { ...hosts, machine, system, ownFile: `${'x'.repeat(200)}${canary}` };

    expect(leaks(artifactsOf([buildHosts(spec)]), secrets)).toContain(`${path}: a secret`);
  });

  test('secrets are references: who makes them, and their names', () => {
    const shop = shopOn();
    const secret = Secret.generatedAtApply('orders', {
      password: { random: { length: 32 } },
      url: { template: 'postgres://{password}' },
    });
    new Microservice(shop, 'web', {
      image: Image.of('registry.example.com/web:1'),
      command: ['web'],
      env: { URL: secret.key('url') },
    });
    const { assembly } = synthesized(shop);

    expect(assembly.resources['shop/plinth/secret/orders']?.spec).toMatchObject({
      maker: 'generatedAtApply',
      keys: { password: { random: { length: 32 } } },
    });
    expect(
      Object.values(assembly.resources).filter((one) => one.kind === 'object' && one.spec.kind === 'Secret'),
    ).toEqual([]);
  });

  test.each<[string, (shop: Stack) => void]>([
    ['a Secret of cdk8s-plus', (shop) => new kplus.Secret(shop, 'orders', { stringData: { password: canary } })],
    [
      'a Secret with base64',
      (shop) =>
        new kplus.k8s.KubeSecret(shop, 'orders', { data: { password: Buffer.from(canary).toString('base64') } }),
    ],
    [
      'a Secret with what is no base64',
      (shop) => new kplus.k8s.KubeSecret(shop, 'orders', { data: { password: canary } }),
    ],
    [
      'a Secret with another type of value',
      (shop) =>
        new ApiObject(shop, 'orders', {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'orders' },
          stringData: { password: [canary] },
        }),
    ],
  ])('%s is refused: nothing is written, and no finding says it', (_, add) => {
    inFolder((folder) => {
      const app = buildApp([{ id: 'shared', stacks: [] }]);
      const [environment] = app.environments;
      add(new Stack(environment as Environment, 'shop'));
      const error = thrownBy(() => synthesizeAndWrite(app, { root: folder }));

      expect(error).toBeInstanceOf(PlinthError);
      expect(leaks(filesIn(folder), secrets)).toEqual([]);
      expect(
        leaks([['the error', `${String(error)} ${JSON.stringify((error as PlinthError).findings)}`]], secrets),
      ).toEqual([]);
    });
  });

  test('a secret value refuses every way into a text', () => {
    const password = Secret.existing('orders').key('password');

    expect(() => text`${password as never}`).toThrow('secret-in-text');
    expect(() => JSON.stringify({ password })).toThrow('output-in-plain-text');
  });

  describe('the audit finds canaries', () => {
    test.each([
      ['plain', canary],
      ['inside a text', `postgres://shop:${canary}@orders`],
      ['base64', Buffer.from(canary).toString('base64')],
      ['base64 of a longer text', Buffer.from(`user:${canary}@host`).toString('base64')],
      ['hexadecimal', Buffer.from(canary).toString('hex')],
      ['in a URL', `postgres://shop:${encodeURIComponent(canary)}@orders`],
    ])('%s', (_, value) => {
      expect(leaks(holding(value), secrets)).toContain('production/manifests/shop/a.configmap.yaml: a secret');
    });

    test('in a finding', () => {
      const shop = shopOn();
      new ApiObject(shop, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: canary } });

      expect(leaks(artifactsOf([synthesized(shop)]), secrets)).toContain('findings of production: a secret');
    });
  });
});

describe('nothing of the machine or the time gets out', () => {
  test('of any program', () => {
    expect(leaks(artifactsOf(build(wholeProgram())), surroundings(new Date()))).toEqual([]);
  });

  test('of the files of this repository’s own environments', () => {
    const folder = join(root, 'dist');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(
        (entry) =>
          [
            join(entry.parentPath, entry.name).slice(root.length),
            readFileSync(join(entry.parentPath, entry.name), 'utf8'),
          ] as const,
      );

    expect(files.length).toBeGreaterThan(20);
    expect(leaks(files, surroundings(new Date()))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a path', `${root}/stacks/main.ts`, 'a folder of this machine'],
    ['a time', '2026-01-31T12:00:00Z', 'a time'],
    ['seconds', String(Math.floor(Date.now() / 1000)), 'a time'],
    ['milliseconds', String(Date.now()), 'a time'],
    ['a day', new Date().toDateString(), 'today'],
  ])('the audit finds %s', (_, value, what) => {
    expect(leaks(holding(value), surroundings(new Date()))).toContain(
      `production/manifests/shop/a.configmap.yaml: ${what}`,
    );
  });
});

describe('a line more in a program', () => {
  test('changes where things come from, and no byte of what is reviewed', () => {
    const here = (): Synthesized => {
      const shop = shopOn();
      new Microservice(shop, 'web', { image: Image.of('registry.example.com/web:1'), command: ['web'] });
      return synthesized(shop);
    };
    const there = (): Synthesized => {
      // A line more above everything.
      const shop = shopOn();
      new Microservice(shop, 'web', { image: Image.of('registry.example.com/web:1'), command: ['web'] });
      return synthesized(shop);
    };
    const [a, b] = [here(), there()];

    expect(printed([...a.findings, ...b.findings])).toBe('');
    expect(renderDist([a.assembly])).toEqual(renderDist([b.assembly]));
    expect(JSON.stringify(a.assembly)).not.toMatch(/\.ts:\d/);
    const id = 'shop/apps/Deployment/web';
    expect([a, b].map(({ provenance }) => provenance[id]?.path)).toEqual([
      'production/shop/web/deployment',
      'production/shop/web/deployment',
    ]);
    expect(a.provenance[id]?.source).toMatch(/^test\/invariants\/audit\.test\.ts:\d+$/);
    expect(a.provenance[id]?.source).not.toBe(b.provenance[id]?.source);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
