import { hostPath, observeScript, stateFolder } from '../observe/observe-script';
import { shellWord } from '../run/shell-word';
import type { Expected } from './expected';

/**
 * Asks a host for the facts that it is compared by; it changes nothing. One fact a line, its parts divided by tabs, and at the end
 * what `observeScript` tells.
 */
export function factsScript(environment: string, expected: Expected): string {
  const { files, units, certificates, secrets, probes, memberLists } = expected;
  const paths = [...new Set([...files, ...secrets].map(({ path }) => path))].sort();
  const active = probes.flatMap((probe) => (probe.kind === 'units' ? probe.units : []));
  const names = [...new Set([...units.map(({ name }) => name), ...active])].sort();
  const dates = [...new Set(certificates.map(({ path }) => path))].sort();
  const commands = probes.flatMap((probe) => (probe.kind === 'command' ? [probe] : []));
  return [
    hostPath,
    `printf 'name\\t%s\\n' "$(uname -n)"`,
    `printf 'free\\t%s\\n' "$(df -Pk /var | awk 'NR == 2 { print $4 }')"`,
    'file() {',
    '  if [ -f "$1" ]; then',
    `    printf 'file\\t%s\\t%s\\t%s\\n' "$1" "$(stat -L -c '%a %U %G' "$1")" "$(sha256sum < "$1" | cut -d ' ' -f 1)"`,
    `  else printf 'file\\t%s\\n' "$1"; fi`,
    '}',
    'unit() {',
    `  printf 'unit\\t%s\\t%s\\n' "$1" "$(systemctl show -p LoadState -p ActiveState -p UnitFileState -- "$1" | tr '\\n' ' ')"`,
    '}',
    // Credentials of a client hold their certificate among other things.
    'certificate() {',
    '  [ -f "$1" ] || return 0',
    '  pem="$1"; case "$1" in *.conf) pem="$(mktemp)"; sed -n "s/^ *client-certificate-data: //p" "$1" | base64 -d > "$pem" ;; esac',
    '  end="$(openssl x509 -enddate -noout -in "$pem")"; known=$?; [ "$pem" = "$1" ] || rm -f "$pem"',
    `  [ "$known" = 0 ] && printf 'certificate\\t%s\\t%s\\n' "$1" "\${end#notAfter=}"`,
    '}',
    'probe() {',
    '  id="$1"; shift',
    '  said="$(timeout 15 "$@" 2>&1)"; code=$?',
    `  printf 'probe\\t%s\\t%s\\t%s\\n' "$id" "$code" "$(printf %s "$said" | tail -n 1 | tr '\\t' ' ')"`,
    '}',
    'members() {',
    '  id="$1"; shift',
    `  timeout 15 "$@" 2>/dev/null | while read -r line; do printf 'member\\t%s\\t%s\\n' "$id" "$line"; done`,
    '}',
    ...paths.map((path) => `file ${shellWord(path)}`),
    ...names.map((name) => `unit ${shellWord(name)}`),
    ...dates.map((path) => `certificate ${shellWord(path)}`),
    ...commands.map(({ id, command }) => `probe ${[id, ...command].map(shellWord).join(' ')} < /dev/null`),
    ...memberLists.map(({ id, command }) => `members ${[id, ...command].map(shellWord).join(' ')} < /dev/null`),
    `[ -d ${stateFolder}/pending ] && find ${stateFolder}/pending -type f | while read -r f; do printf 'pending\\t%s\\t%s\\n' "\${f##*/}" "$(head -n 1 "$f")"; done`,
    observeScript(environment),
  ].join('\n');
}
