import { Size } from 'cdk8s';
import type { Tier } from '../../../assembly';
import type { ResourcesProps, SpreadProps } from '../../kubernetes';
import { longestDatabase, suggestedIdentifier } from './access';
import { patroniLine } from './patroni-versions';
import { patroniTimes, type PatroniTimes } from './postgres-backend';
import { derivedParameters, fixedParameters, mebibytes, type Parameters, type ServerSize } from './postgres-parameters';
import type { PostgresClusterProps } from './postgres-props';
import { Synchronous } from './synchronous';

/** Where a cluster stands: what its defaults depend on. */
export interface PostgresPlace {
  readonly name: string;
  readonly tier: Tier;
}

/** A cluster with everything filled in. */
export interface PostgresSettings {
  readonly name: string;
  readonly tier: Tier;
  readonly instances: number;
  readonly synchronous: Synchronous;
  readonly resources: ResourcesProps;
  readonly size: ServerSize;
  readonly parameters: Parameters;
  readonly databases: readonly string[];
  readonly spread: SpreadProps;
  readonly times: PatroniTimes;
  readonly binDirectory: string;
  readonly runAs: { readonly user: number; readonly group: number };
}

/** Fills in what an author left to the defaults. */
export function postgresSettings({ name, tier }: PostgresPlace, props: PostgresClusterProps): PostgresSettings {
  const { resources = { cpu: '500m', memory: Size.gibibytes(1) }, walStorage, storage } = props;
  const { patroni } = props.backend;
  const instances = props.instances ?? (tier === 'production' ? 3 : 1);
  const size = {
    memory: mebibytes(resources.memoryLimit ?? resources.memory ?? Size.mebibytes(128)),
    walVolume: mebibytes(walStorage ?? storage),
    hasWalVolume: walStorage !== undefined,
  };
  return {
    name,
    tier,
    instances,
    synchronous: props.synchronous ?? defaultSynchronous(instances, patroni.version),
    resources,
    size,
    parameters: { ...fixedParameters, ...derivedParameters(size), ...props.parameters },
    databases: props.databases ?? [suggestedIdentifier(name, longestDatabase)],
    spread: { hosts: tier === 'production' && instances > 1 ? 'require' : 'prefer', ...props.spread },
    times: patroniTimes(patroni),
    binDirectory: patroni.binDirectory ?? `/usr/lib/postgresql/${props.version}/bin`,
    runAs: patroni.runAs ?? { user: 999, group: 999 },
  };
}

/** With a replica to spare a failover loses nothing; with one alone, its loss would stop all commits for a while. */
function defaultSynchronous(instances: number, patroni: string): Synchronous {
  if (instances < 3) return Synchronous.async();
  return patroniLine(patroni).quorum ? Synchronous.quorum(1) : Synchronous.first(1);
}
