import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import type { Environment } from '../../../../lib/constructs/base';
import {
  addLocalPathProvisioner,
  addMetricsServer,
  addTraefik,
  type LocalPathProps,
  type MetricsServerProps,
  type TraefikProps,
} from '../../../../lib/constructs/kubernetes/add-ons';
import { everything } from '../world';
import { bare, controlPlane, workersIn } from './world';

const image = 'registry.example.com/image:1';
const other = (): string => `${controlPlane()}-2`;

const metrics = (props: Partial<MetricsServerProps> = {}): Environment => {
  const environment = bare();
  addMetricsServer(environment, { verifyKubelets: () => true, controlPlane, ...props });
  return environment;
};
const paths = (props: Partial<LocalPathProps> = {}): Environment => {
  const environment = bare();
  const workers = workersIn(environment, 'none');
  addLocalPathProvisioner(environment, { pools: () => [workers], controlPlane, ...props });
  return environment;
};
const traefik = (props: Partial<TraefikProps> = {}): Environment => {
  const environment = bare();
  const nodePorts = { http: 30080, https: 30443 };
  addTraefik(environment, {
    ...{ gateway: 'public', nodePorts, certificates: () => [], nodes: () => 2, controlPlane },
    ...props,
  });
  return environment;
};
const certificate = { listener: 'https', host: 'a.example.com', secret: { name: 'a', namespace: 'a' } };

const cases: Readonly<Record<string, readonly [without: () => Environment, given: () => Environment]>> = {
  'MetricsServerProps.replicas': [metrics, () => metrics({ replicas: 3 })],
  'MetricsServerProps.verifyKubelets': [metrics, () => metrics({ verifyKubelets: () => false })],
  'MetricsServerProps.image': [metrics, () => metrics({ image })],
  'MetricsServerProps.controlPlane': [metrics, () => metrics({ controlPlane: other })],
  'LocalPathProps.pools': [paths, () => paths({ pools: () => [] })],
  'LocalPathProps.image': [paths, () => paths({ image })],
  'LocalPathProps.helperImage': [paths, () => paths({ helperImage: image })],
  'LocalPathProps.controlPlane': [paths, () => paths({ controlPlane: other })],
  'TraefikProps.gateway': [traefik, () => traefik({ gateway: 'inner' })],
  'TraefikProps.nodePorts': [traefik, () => traefik({ nodePorts: { http: 30081, https: 30443 } })],
  'TraefikProps.certificates': [traefik, () => traefik({ certificates: () => [certificate] })],
  'TraefikProps.nodes': [traefik, () => traefik({ nodes: () => 3 })],
  'TraefikProps.image': [traefik, () => traefik({ image })],
  'TraefikProps.controlPlane': [traefik, () => traefik({ controlPlane: other })],
};

function declaredProperties(): readonly string[] {
  const folder = join(__dirname, '../../../../lib/constructs/kubernetes/add-ons');
  return ['metrics-server', 'local-path-provisioner', 'traefik']
    .map((name) => join(folder, `${name}.ts`))
    .flatMap((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023).statements)
    .filter(ts.isInterfaceDeclaration)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ name, members }) =>
      members.flatMap((member) =>
        ts.isPropertySignature(member) && ts.isIdentifier(member.name) ? [`${name.text}.${member.name.text}`] : [],
      ),
    )
    .sort();
}

test('every property has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(everything(given())).not.toBe(everything(without()));
});
