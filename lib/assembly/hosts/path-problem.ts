/** Name, and for a drop-in its file: systemd.unit(5). */
const unitName =
  /^([\w:.@\\-]+\.)?(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)(\.d\/[\w:.@\\-]+\.conf)?$/;
const longestName = 255;

/** Why a path cannot be that of a file on a host, as the rest of a sentence; undefined where it can. */
export function pathProblem(path: string): string | undefined {
  const [root, ...parts] = path.split('/');
  if (root !== '' || parts.length === 0) return 'is not absolute';
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'has an empty part, "." or ".."';
  if (/[\p{Control}\p{Surrogate}]/u.test(path)) return 'has a control character or half of one';
  return parts.some((part) => Buffer.byteLength(part) > longestName)
    ? `has a part of more than ${String(longestName)} bytes`
    : undefined;
}

/** Why a name cannot be that of a unit or of a drop-in to one. */
export function unitNameProblem(name: string): string | undefined {
  if (!unitName.test(name)) return 'is no name of a unit, such as "etcd.service" or "etcd.service.d/10-limits.conf"';
  return name.split('/').some((part) => part.length > longestName)
    ? `has a part of more than ${String(longestName)} characters`
    : undefined;
}
