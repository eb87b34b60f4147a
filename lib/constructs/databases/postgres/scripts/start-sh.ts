/**
 * Starts a member. Patroni reads `bootstrap.dcs` once in the life of a cluster; a member that starts again brings what has changed
 * since to the cluster's store, before it starts with it. So one rolling restart is enough.
 */
export const startSh = String.raw`#!/bin/sh
# A member with data belongs to a cluster that exists: what all members agree on may have changed since it was made.
if [ -s /var/lib/postgresql/data/pgdata/PG_VERSION ]; then
  patronictl -c /etc/patroni/patroni.yaml edit-config --force --quiet --apply /etc/patroni/dynamic.yaml "$1" ||
    echo "start.sh: dynamic.yaml was not applied; it will be at the next start" >&2
fi
exec patroni /etc/patroni/patroni.yaml
`;
