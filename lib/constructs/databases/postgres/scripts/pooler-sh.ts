/** Starts PgBouncer. Runs in the pods `<name>-pooler`; its arguments are the command. */
export const poolerSh = String.raw`#!/bin/sh
# PgBouncer takes the password of its own role from a file only.
set -eu
umask 077
printf '"pooler" "%s"\n' "$PASSWORD_POOLER" >/tmp/userlist.txt
exec "$@"
`;
