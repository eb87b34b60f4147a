import { Secret, type SecretKeySource } from '../../../core';
import { ownRoles, type DeclaredRole } from './access';

/**
 * The secrets of a cluster's own roles. All are made when the environment is applied for the first time.
 *
 * To change a password later: of a consumer, of the pooler or of monitoring, put another into the secret and restart
 * `<name>-grants` (it sets what does not log in), then whoever uses it. Of `postgres`, `standby` or `rewind`, first
 * `ALTER ROLE` on the leader, then the secret, then restart the StatefulSet and `<name>-grants`.
 */
export interface ClusterSecrets {
  readonly superuser: Secret;
  /** Passwords that members know each other by. */
  readonly patroni: Secret;
  readonly pooler: Secret;
  readonly monitoring: Secret;
}

const password: SecretKeySource = { random: { length: 32 } };

export function clusterSecrets(name: string): ClusterSecrets {
  const login = (suffix: string, username: string): Secret =>
    Secret.generatedAtApply(`${name}-${suffix}`, { username: { template: username }, password });
  return {
    superuser: login('superuser', ownRoles.superuser),
    patroni: Secret.generatedAtApply(`${name}-patroni`, {
      'replication-password': password,
      'rewind-password': password,
      'restapi-password': password,
    }),
    pooler: login('pooler', ownRoles.pooler),
    monitoring: login('monitoring', ownRoles.monitoring),
  };
}

/** Where a consumer connects to: the pooler where there is one, and past it. */
export interface Addresses {
  readonly leader: string;
  readonly pooler?: string;
}

/** The secret of a consumer's role, with a URL that it can use as it is. */
export function roleSecret(name: string, { role, database }: DeclaredRole, { leader, pooler }: Addresses): Secret {
  const url = (address: string): SecretKeySource => ({
    template: `postgresql://{username}:{password}@${address}/${database}`,
  });
  return Secret.generatedAtApply(`${name}-${role.replaceAll('_', '-')}`, {
    username: { template: role },
    password,
    url: url(pooler ?? leader),
    ...(pooler !== undefined && { 'direct-url': url(leader) }),
  });
}
