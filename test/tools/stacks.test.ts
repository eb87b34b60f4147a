import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOf, renderDist, resourcesOf, workloadsOf, writeFiles, type Assembly } from '../../lib/assembly';
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

  test('every pod is admitted at the level that its namespace enforces, which is restricted but for the cluster’s own', async () => {
    for (const { assembly, manifests } of withManifests(stacks)) {
      const verdicts = await podSecurity(manifests, version);
      const open = verdicts.filter(({ level }) => level !== 'restricted').map(({ namespace }) => namespace);

      expect(verdicts.filter(({ allowed }) => !allowed)).toEqual([]);
      expect(open.filter((namespace) => !ofCluster.includes(namespace))).toEqual([]);
      expect(verdicts).toHaveLength(workloadsOf(assembly).length);
    }
  });
});

describe('reachability.txt', () => {
  let stacks: Stacks;

  beforeEach(() => {
    stacks = written('1.36');
  });

  afterEach(() => {
    rmSync(stacks.folder, { recursive: true });
  });

  test('says what the upstream evaluator says, for all pairs, ports and the addresses that stacks name', async () => {
    for (const { assembly, manifests } of withManifests(stacks)) {
      const facts = factsOf(stacks.folder, assembly);

      const own = workloadsOf(assembly).filter(({ namespace }) => !ofCluster.includes(namespace));
      expect(facts.length > 0).toBe(own.length > 0);
      expect(await verdictsOn(manifests, assembly)).toEqual(facts);
    }
  });

  test('would be found out if a policy were missing', async () => {
    const [{ assembly, manifests } = { assembly: undefined, manifests: '' }] = withManifests(stacks);
    if (!assembly) throw new Error('no environment has manifests');
    rmSync(join(manifests, 'shop/cart.networkpolicy.networking.k8s.io.yaml'));

    expect(await verdictsOn(manifests, assembly)).not.toEqual(factsOf(stacks.folder, assembly));
  });
});

/** Namespaces of the cluster itself: no policy isolates them, and most of their pods are on the network of their host. */
const ofCluster: readonly string[] = ['kube-flannel', 'kube-system'];

/** Whether a connection begins or ends in a namespace that policies do not isolate. */
function isOfCluster(line: string): boolean {
  return ofCluster.some((namespace) => ` ${line}`.includes(` ${namespace}/`));
}

/** An address in the block that Boutique's assistant has, and one that nobody names. */
const outside = { '203.0.113.20': '203.0.113.20/32', '198.51.100.1': 'nobody' };

/** What upstream allows, as lines; its two pods of a workload are one here. */
async function verdictsOn(manifests: string, assembly: Assembly): Promise<readonly string[]> {
  const cluster = clusterOf(assembly);
  const hosts = [
    ...(cluster?.ingress.kind === 'host-load-balancer' ? cluster.ingress.from : []),
    ...(cluster?.apiServer ?? []),
  ];
  // Of each host of the cluster that stacks name, its own address.
  const addresses = { ...outside, ...Object.fromEntries(hosts.map((cidr) => [cidr.replace(/\/32$/, ''), cidr])) };
  const names: ReadonlyMap<string, string> = new Map([
    ...workloadsOf(assembly).map(({ name, namespace, object: { spec } }) => {
      return [`${namespace}/${spec.kind}/${spec.metadata.name}`, name] as const;
    }),
    ...Object.entries(addresses),
  ]);
  const verdicts = await networkPolicy(manifests, { outside: Object.keys(addresses) });
  const lines = verdicts
    .filter(({ allowed }) => allowed)
    .map(({ from, to, protocol, port }) => {
      return `${names.get(from) ?? from} -> ${names.get(to) ?? to} ${protocol.toLowerCase()}/${String(port)}`;
    });
  return [...new Set(lines)].filter((line) => !isOfCluster(line)).sort();
}

/**
 * What the file says about workloads and addresses, one port a line.
 *
 * DNS and the gateway are pods that the manifests do not hold, so upstream has nothing to say about them.
 */
function factsOf(folder: string, assembly: Assembly): readonly string[] {
  const text = readFileSync(join(folder, assembly.environment.name, 'facts/reachability.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => {
    return / -> /.test(line) && !/^#|^world -> | -> dns /.test(line) && !isOfCluster(line);
  });
  const split = lines.flatMap((line) => {
    // What the world is called by is no part of who may connect.
    const said = line.replace(/ \(the world, by .*\)$/, '');
    const [, pair, ports = ''] = /^(\S+ -> \S+) ((?:\w+\/\d+(?:, )?)+)$/.exec(said) ?? [];
    if (pair === undefined) throw new Error(`a line of another form: ${line}`);
    return ports.split(', ').map((port) => `${pair} ${port}`);
  });
  return split.sort();
}
