import type { Contribution } from '../../../assembly';
import { contributeUser } from '../contribute';
import type { HostPool } from '../host-pool';
import { isPublicKey } from '../public-key';

/** Who may log in: the first user with the keys of all who work on hosts, and further people. */
export function contributeUsers(into: Contribution, pool: HostPool): void {
  const { sshKeys, users = {} } = pool.props;
  const { user } = pool.login;
  const first = { name: user, sudo: user !== 'root', groups: [], keys: sshKeys };
  const others = Object.entries(users).map(([name, { keys, sudo = true, groups = [] }]) => ({
    name,
    sudo,
    groups,
    keys,
  }));
  for (const one of [first, ...others.filter(({ name }) => name !== user)]) {
    // What is no public key may be a private one: it is reported, and its bytes go nowhere.
    contributeUser(into, pool.place, { ...one, keys: one.keys.filter(isPublicKey), system: false });
  }
}
