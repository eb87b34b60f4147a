/**
 * Brings changes of what all members agree on to Patroni's store. Patroni calls it with an action, a role and the name of the
 * cluster whenever a member starts or changes its role; only the leader acts.
 */
export const leaderSh = String.raw`#!/bin/sh
# Patroni reads bootstrap.dcs once in the life of a cluster. Later changes are brought to its store by whoever leads.
role=$2
case $role in
  master | primary) ;;
  *) exit 0 ;;
esac
for attempt in 1 2 3 4 5 6; do
  patronictl -c /etc/patroni/patroni.yaml edit-config --force --quiet --apply /etc/patroni/dynamic.yaml "$3" && exit 0
  echo "leader.sh: attempt $attempt failed; next one in 10 seconds" >&2
  sleep 10
done
exit 1
`;
