/** What hosts gave in this run, as the control node finds it. */
export const parcels = `# was_asked HOST FILE: a host that has nothing gives an empty parcel; none says that nobody asked it.
was_asked() {
  [ -e "$PLINTH_PARCELS/$2" ] || fail 1 "$step: $1 was not asked in this run: there is no $PLINTH_PARCELS/$2. What $1 has would be made a second time. Carry out its step that gives $2 in the same run, or all steps."
}
`;
