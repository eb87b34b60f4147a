/**
 * Archives one segment of WAL: PostgreSQL's `archive_command`.
 *
 * The repository is made by whoever archives first: a cluster that waited for its first backup would keep all WAL until then.
 */
export const archiveSh = String.raw`#!/bin/sh
# archive.sh STANZA FILE: archives one segment of WAL, and makes the repository when it is not there yet.
pgbackrest --stanza="$1" archive-push "$2" && exit 0
pgbackrest --stanza="$1" stanza-create && pgbackrest --stanza="$1" archive-push "$2"
`;

/** Runs pgBackRest where the data is: in the container of the leader, as a child of the server. */
export const backupHereSh = String.raw`#!/bin/sh
# backup-here.sh STANZA TYPE: what backup.sh has the leader run. The last line says how it went.
{ pgbackrest --stanza="$1" stanza-create && pgbackrest --stanza="$1" --type="$2" backup; } 2>&1
echo "exit status $?"
`;

/**
 * Asks the leader for a backup. Runs in the pods of the CronJob `<name>-backup`.
 *
 * pgBackRest must run beside the data. Instead of a second server with keys of its own (its TLS or SSH), the database itself is
 * asked to start it: only the superuser may, and the connection is there already.
 */
export const backupSh = String.raw`#!/bin/sh
# backup.sh STANZA INTERVAL: an incremental backup; a full one at midnight (hourly) or on Sundays (daily).
set -eu
stanza=$1
type=incr
case $2 in
  hourly) [ "$(date -u +%H)" = 00 ] && type=full ;;
  daily) [ "$(date -u +%u)" = 7 ] && type=full ;;
esac
psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --set stanza="$stanza" --set type="$type" \
  --file /etc/plinth/backup/backup.sql | tee /tmp/log
[ "$(tail -n 1 /tmp/log)" = 'exit status 0' ]
`;

export const backupSql = String.raw`-- COPY is how a server runs a program. Delimiter and quote are characters that no log line holds.
SET statement_timeout = 0;
SET client_min_messages = 'warning';
CREATE TEMPORARY TABLE output (number serial, line text);
SELECT format(
  'COPY output (line) FROM PROGRAM %L (FORMAT csv, DELIMITER E''\x01'', QUOTE E''\x02'')',
  format('/bin/sh /etc/pgbackrest/backup-here.sh %s %s', :'stanza', :'type')
) \gexec
SELECT line FROM output ORDER BY number;
`;
