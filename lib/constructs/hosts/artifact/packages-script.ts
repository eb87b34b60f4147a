/** Where lists of packages lie, one line a package: name, version or `-`, `hold` or `-`. */
export const packageLists = '/etc/plinth/packages.d';

/**
 * The program that installs packages of the distribution. What is there already needs no network, so a host also starts where
 * its image brings everything and no mirror answers.
 */
export const packagesScript = `#!/bin/sh
# Installs the packages that lists name and the host lacks, one line each: name, version or "-", "hold" or "-".
set -eu
lists=\${PLINTH_PACKAGES:-${packageLists}}
wanted=
held=
for list in "$lists"/*; do
  while read -r name version hold; do
    have=$(dpkg-query --show --showformat='\${db:Status-Abbrev} \${Version}' "$name" 2>/dev/null) || have=
    status=\${have%% *}
    case $status:$version in
      ii:- | hi:-) ;;
      *) [ "\${status#?}" = i ] && [ "\${have##* }" = "$version" ] || wanted="$wanted $name$([ "$version" = - ] || echo "=$version")" ;;
    esac
    if [ "$hold" = hold ] && [ "$status" != hi ]; then held="$held $name"; fi
  done <"$list"
done
if [ -n "$wanted" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  # Files of the host that a package also brings stay as they are.
  # shellcheck disable=SC2086
  apt-get install -y --no-install-recommends --allow-downgrades --allow-change-held-packages \\
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $wanted
fi
# shellcheck disable=SC2086
[ -z "$held" ] || apt-mark hold $held
# Units that had to fail for want of a program come up now.
[ -z "$wanted" ] || systemctl start --no-block default.target
`;
