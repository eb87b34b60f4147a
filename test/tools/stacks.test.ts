import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDist, resourcesOf, workloadsOf, writeFiles, type Assembly } from '../../lib/assembly';
import { kubernetesMinors, type KubernetesMinor } from '../../lib/kube-api';
import { App, synthesizeApp } from '../../lib/program';
import { addEnvironments } from '../../stacks/environments';
import { kubeconform } from './kubeconform';
import { networkPolicy } from './network-policy';
import { podSecurity } from './pod-security';

jest.setTimeout(600_000);

interface Stacks {
  readonly folder: string;
  readonly assemblies: readonly Assembly[];
}

function written(version: KubernetesMinor): Stacks {
  const app = new App();
  addEnvironments(app, { version });
  const { environments, findings } = synthesizeApp(app, { lock: false });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const assemblies = environments.map(({ assembly }) => assembly);
  const folder = mkdtempSync(join(tmpdir(), 'plinth-stacks-'));
  writeFiles(folder, renderDist(assemblies), []);
  return { folder, assemblies };
}

/** The environments that have manifests: one that only lends its cluster has none. */
function withManifests({
  folder,
  assemblies,
}: Stacks): readonly { readonly assembly: Assembly; readonly manifests: string }[] {
  return assemblies
    .filter((assembly) => resourcesOf(assembly, 'object').length > 0)
    .map((assembly) => ({ assembly, manifests: join(folder, assembly.environment.name, 'manifests') }));
}

describe.each(kubernetesMinors)('the stacks on Kubernetes %s', (version) => {
  let stacks: Stacks;

  beforeAll(() => {
    stacks = written(version);
  });

  afterAll(() => {
    rmSync(stacks.folder, { recursive: true });
  });

  test('every object conforms to the strict schema of the minor', async () => {
    for (const { assembly, manifests } of withManifests(stacks)) {
      const conformances = await kubeconform(manifests, version);

      expect(conformances.filter(({ valid }) => !valid)).toEqual([]);
      expect(conformances).toHaveLength(resourcesOf(assembly, 'object').length);
    }
  });

  test('every pod is admitted at the level that its namespace enforces, which is restricted', async () => {
    for (const { assembly, manifests } of withManifests(stacks)) {
      const verdicts = await podSecurity(manifests, version);

      expect(verdicts.filter(({ allowed, level }) => !allowed || level !== 'restricted')).toEqual([]);
      expect(verdicts).toHaveLength(workloadsOf(assembly).length);
    }
  });
});

test('reachability.txt says what the upstream evaluator says, for all pairs and ports', async () => {
  const stacks = written('1.36');
  for (const { assembly, manifests } of withManifests(stacks)) {
    const names: ReadonlyMap<string, string> = new Map(
      workloadsOf(assembly).map(({ name, namespace, object }) => {
        return [`${namespace}/${object.spec.kind}/${object.spec.metadata.name}`, name] as const;
      }),
    );
    const lines = new Set(allowedBy(stacks.folder, assembly.environment.name));
    const verdicts = await networkPolicy(manifests);
    expect(verdicts.length).toBeGreaterThan(names.size ** 2);
    for (const { from, to, protocol, port, allowed } of verdicts) {
      const line = `${names.get(from) ?? from} -> ${names.get(to) ?? to} ${protocol.toLowerCase()}/${String(port)}`;
      expect({ line, allowed: lines.has(line) }).toEqual({ line, allowed });
    }
  }
  rmSync(stacks.folder, { recursive: true });
});

/** The permissions between workloads in reachability.txt, one port a line. */
function allowedBy(folder: string, environment: string): readonly string[] {
  const text = readFileSync(join(folder, environment, 'facts/reachability.txt'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [, pair, ports] = /^(\S+ -> \S+) ((?:\w+\/\d+(?:, )?)+)/.exec(line) ?? [];
    return pair === undefined || ports === undefined ? [] : ports.split(', ').map((port) => `${pair} ${port}`);
  });
}
