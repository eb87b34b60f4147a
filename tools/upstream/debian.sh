#!/bin/sh
# Installs what tests need from Debian 12's packages: the databases that test/tools/databases runs (PostgreSQL, Patroni,
# pgBackRest, PgBouncer and Redis), mmdebstrap, which makes the Debian 13 roots of test/tools/host-readers/debian and test/bed,
# and what hosts of test/bed run in and are reached by. Nothing is started: the tests start what they need, on loopback and in
# network namespaces of their own, and end it.
set -eu

if ! command -v apt-get >/dev/null; then
  echo 'debian.sh needs apt-get: run the tests in test/tools/databases, test/tools/host-readers/debian and test/bed on Debian 12.' >&2
  exit 1
fi

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  # How Debian is told that installing a daemon must not start it.
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
# And that installing PostgreSQL must not make a cluster.
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends debian-archive-keyring gcc iproute2 libc6-dev libseccomp-dev mmdebstrap nftables \
  openssh-client patroni pgbackrest pgbouncer postgresql-15 redis-server systemd-container
