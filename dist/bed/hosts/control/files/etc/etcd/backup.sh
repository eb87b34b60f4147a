#!/bin/bash
# Sends a verified copy of etcd's data away from this host. All members start it at once; the leader alone goes on.
set -euo pipefail
umask 077

status=$("$BACKUP_ETCDCTL" endpoint status --write-out=fields)
field() { sed -n "s/^\"$1\" : //p" <<<"$status"; }
if [[ $(field MemberID) != "$(field Leader)" ]]; then
  echo 'Another member is the leader and makes the copy.'
  exit 0
fi
"$BACKUP_ETCDCTL" endpoint health

copy="$STATE_DIRECTORY/copy.db"
trap 'rm -f "$copy" "$copy.part"' EXIT
"$BACKUP_ETCDCTL" snapshot save "$copy"
"$BACKUP_ETCDUTL" snapshot status "$copy"

name=$(printf 'etcd-%03d.db' $(($(date +%s) / BACKUP_INTERVAL_SECONDS % BACKUP_KEEP)))
case $BACKUP_KIND in
s3)
  digest=$(sha256sum "$copy" | cut -d ' ' -f 1)
  # By standard input: arguments are seen by every user of the host.
  curl --config - --fail --silent --show-error --retry 5 \
    --aws-sigv4 "aws:amz:$BACKUP_REGION:s3" --header "x-amz-content-sha256: $digest" \
    --upload-file "$copy" "$BACKUP_URL/$name" \
    <<<"user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
  ;;
ssh)
  sftp -b - -P "$BACKUP_PORT" -i "$BACKUP_KEY" -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes \
    -o UserKnownHostsFile="$BACKUP_KNOWN_HOSTS" "$BACKUP_HOST" <<EOF
put $copy $BACKUP_FOLDER/$name.part
rename $BACKUP_FOLDER/$name.part $BACKUP_FOLDER/$name
EOF
  ;;
esac
# The newest stays here as well, for the shortest way back.
mv "$copy" "$STATE_DIRECTORY/newest.db"
echo "Sent $name."
