# What carries parcels from one script to the next, as the plugin of Ansible does it.
export PLINTH_DESK=/tmp/desk PLINTH_PARCELS=/tmp/parcels PLINTH_SECRETS=/tmp/secrets
umask 077
mkdir -p "$PLINTH_DESK" "$PLINTH_PARCELS"

# give SCRIPT PARCEL
give() {
  sh "/steps/$1" >/tmp/said || return
  sed -n '/BEGIN PLINTH PARCEL/,/END PLINTH PARCEL/p' /tmp/said | sed '1d;$d' | base64 --decode >"$PLINTH_PARCELS/$2"
  sed '/BEGIN PLINTH PARCEL/,/END PLINTH PARCEL/d' /tmp/said
}

# take SCRIPT PARCEL...
take() {
  script=$1
  shift
  {
    printf "given='\n"
    for parcel in "$@"; do cat "$PLINTH_PARCELS/$parcel"; done
    printf "'\n"
    cat "/steps/$script"
  } | sh -s
}
