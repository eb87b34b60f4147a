import { counted } from '../core';
import { clusterOf, clusterStack, hostStack, identityParts, resourcesOf, type Assembly, type Tier } from '../assembly';

/** What `plinth list` shows of an environment. */
export interface EnvironmentListing {
  readonly name: string;
  readonly tier: Tier;
  readonly cluster?: { readonly name: string; readonly version: string };
  /** The environment that owns the cluster, where it is another one. */
  readonly tenantOf?: string;
  /** Absent in an environment without hosts of its own. */
  readonly pools?: readonly PoolListing[];
  readonly stacks: readonly StackListing[];
}

interface PoolListing {
  readonly name: string;
  readonly operatingSystem: string;
  readonly hosts: readonly string[];
}

export interface StackListing {
  readonly name: string;
  /** How many Kubernetes objects it holds. */
  readonly objects: number;
  readonly components: readonly { readonly name: string; readonly type: string }[];
}

/** The environments, their pools of hosts, stacks and components, sorted. */
export function listing(assemblies: readonly Assembly[]): readonly EnvironmentListing[] {
  return assemblies.map((assembly) => {
    const { name, tier, tenancy } = assembly.environment;
    const cluster = clusterOf(assembly);
    const pools = resourcesOf(assembly, 'host-pool').map(({ id, spec: { operatingSystem, hosts } }) => ({
      name: identityParts(id).name,
      operatingSystem: `${operatingSystem.name} ${operatingSystem.release}`,
      hosts,
    }));
    return {
      name,
      tier,
      ...(cluster && { cluster: { name: cluster.name, version: cluster.version } }),
      ...(tenancy && { tenantOf: tenancy.environment }),
      ...(pools.length > 0 && { pools }),
      stacks: stacksOf(assembly),
    };
  });
}

function stacksOf(assembly: Assembly): readonly StackListing[] {
  const all = Object.values(assembly.resources);
  const names = new Set(all.map(({ owner }) => owner.split('/')[0] ?? '').filter((name) => name !== ''));
  return [...names].sort().map((name) => ({
    name,
    objects: resourcesOf(assembly, 'object').filter(({ owner }) => owner.split('/')[0] === name).length,
    components: resourcesOf(assembly, 'component')
      .filter(({ stack }) => stack === name && stack !== clusterStack)
      .map(({ id, spec }) => ({ name: identityParts(id).name, type: spec.type })),
  }));
}

/** One environment, pool, stack or component a line, indented by what it is part of. */
export function listingText(environments: readonly EnvironmentListing[]): string {
  const lines = environments.flatMap((environment) => [
    [environment.name, environmentText(environment)],
    ...(environment.pools ?? []).map(({ name, operatingSystem, hosts }) => [
      `  ${name}`,
      `${counted(hosts.length, 'host')} with ${operatingSystem}`,
    ]),
    ...environment.stacks.flatMap(({ name, objects, components }) => [
      [`  ${name}`, name === hostStack ? 'on hosts' : counted(objects, 'object')],
      ...components.map((component) => [`    ${component.name}`, component.type]),
    ]),
  ]);
  const width = Math.max(0, ...lines.map(([name = '']) => name.length));
  return lines.map(([name = '', about = '']) => `${name.padEnd(width)}  ${about}\n`).join('');
}

function environmentText({ tier, cluster, tenantOf }: EnvironmentListing): string {
  const where = cluster ? `Kubernetes ${cluster.version} in cluster ${cluster.name}` : 'no cluster';
  return [tier, where, ...(tenantOf === undefined ? [] : [`tenant of ${tenantOf}`])].join(', ');
}
