/** Brings roles, databases and grants to the leader, and keeps them there. Runs in the pod `<name>-grants`. */
export const grantsSh = String.raw`#!/bin/sh
# Brings roles, databases and grants to the leader and keeps them there: after a failover or a restore they may be older.
# A password is set only when logging in with it fails: setting it anew would break the sessions that the pooler resumes.
set -u
here=/etc/plinth/grants
ready=/tmp/ready

# logs_in ROLE DATABASE PASSWORD
logs_in() {
  PGPASSWORD=$3 psql --no-psqlrc --quiet --username "$1" --dbname "$2" --command '' 2>/dev/null
}

# Every line of roles.txt: ROLE DATABASE, and the name of the variable with the password.
all_log_in() {
  while read -r role database variable; do
    eval "password=\$$variable"
    logs_in "$role" "$database" "$password" </dev/null || return 1
  done <"$here/roles.txt"
}

apply() {
  psql --no-psqlrc --quiet --output /dev/null --file "$here/grants.sql" || return 1
  while read -r role database variable; do
    eval "password=\$$variable"
    logs_in "$role" "$database" "$password" </dev/null && continue
    PASSWORD=$password psql --no-psqlrc --quiet --set role="$role" --file "$here/password.sql" </dev/null || return 1
  done <"$here/roles.txt"
  all_log_in
}

trap 'exit 0' TERM INT
rm -f "$ready"
while :; do
  # The first time always: the pod was started because something changed.
  if [ ! -e "$ready" ] || ! all_log_in; then
    if apply; then
      echo "roles, databases and grants are in place"
      touch "$ready"
    else
      echo "not applied; next try in 5 seconds" >&2
      rm -f "$ready"
    fi
  fi
  [ "$#" -gt 0 ] && [ "$1" = once ] && { [ -e "$ready" ]; exit; }
  if [ -e "$ready" ]; then sleep 60 & else sleep 5 & fi
  wait "$!"
done
`;

/** Sets the password of one role, without a trace in the server's log or statistics. */
export const passwordSql = String.raw`\set ON_ERROR_STOP on
-- Statements that hold a password must not reach the log, pg_stat_statements or pgaudit, if they are there.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET pg_stat_statements.track_utility = off;
SET pgaudit.log = 'none';
\getenv password PASSWORD
ALTER ROLE :"role" PASSWORD :'password';
`;
