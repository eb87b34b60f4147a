import type { Report } from '../../../core';
import { resourceProblems, securityProblems } from '../../kubernetes';
import type { PoolerSettings } from './pooler';
import type { PostgresClusterProps } from './postgres-props';
import type { PostgresSettings } from './postgres-settings';
import { backupProblems } from './validate-backup';
import { parameterProblems } from './validate-parameters';
import { poolerProblems } from './validate-pooler';
import { settingsProblems } from './validate-settings';

/** Everything that is wrong with a cluster by itself, before its consumers are known. */
export function clusterProblems(
  props: PostgresClusterProps,
  settings: PostgresSettings,
  pooler: PoolerSettings | undefined,
): readonly Report[] {
  return [
    ...settingsProblems(props, settings),
    ...parameterProblems(props.parameters ?? {}, settings),
    ...backupProblems(props.backup, settings),
    ...resourceProblems(settings.resources),
    ...securityProblems({ user: settings.runAs.user }),
    ...(pooler
      ? [...poolerProblems(pooler), ...resourceProblems(pooler.resources), ...securityProblems(pooler.security)]
      : []),
  ];
}
