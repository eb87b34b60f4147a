/** What came from earlier steps: it stands before the script, an entry a line, and was never in a file. */
export const given = `given=\${given-}

# given_entry NAME: its value in base64, or nothing.
given_entry() {
  case "$nl$given$nl" in
  *"$nl$1 "*)
    value="$nl$given$nl"
    value=\${value#*"$nl$1 "}
    value=\${value%%"$nl"*}
    ;;
  *) value='' ;;
  esac
}

# complain_of_missing: the parcel was empty, and what it would have brought is not here.
complain_of_missing() {
  postcondition || fail 1 "$step on $place: $why, and nothing came for it in \${parcels-}. Apply from the step on that makes it."
}
`;
