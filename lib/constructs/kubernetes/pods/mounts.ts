import type { Construct } from 'constructs';
import type { JsonObject, Report, Secret } from '../../../core';
import { KubernetesObject, memoryQuantity } from '../../base';
import { fileMounts, fileVolumes, type Files } from './files';
import { mountPathInvalid, mountPathTaken } from './findings';
import { Volume } from './volume';

/** Volumes by the absolute path at which the container sees them. */
export type Volumes = Readonly<Record<string, Volume>>;

/** Everything that a container sees besides its image. */
export interface MountProps {
  readonly files?: Files;
  readonly volumes?: Volumes;
  /** Paths that are empty directories: where a program writes, since the image's own files are read-only. */
  readonly writable?: readonly string[];
}

/** The name of the volume at a path: `/var/lib/app` is `var-lib-app`. */
export function volumeName(path: string): string {
  return (
    path
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 63) || 'root'
  );
}

/** The name of the claim that a component makes for a path. */
export function claimName(component: string, path: string): string {
  return `${component}-${volumeName(path)}`;
}

/** The volumes of a pod, in the order: writable paths, volumes, files. */
export function podVolumes(component: string, mounts: MountProps): readonly JsonObject[] {
  const { files = {} } = mounts;
  const volumes = entries(mounts).map(([path, volume]) => ({
    name: volumeName(path),
    ...source(claimName(component, path), volume),
  }));
  return [...volumes, ...fileVolumes(component, files)];
}

/** Where a container sees them. */
export function volumeMounts(mounts: MountProps): readonly JsonObject[] {
  const volumes = entries(mounts).map(([mountPath, { source: from }]) => ({
    name: volumeName(mountPath),
    mountPath,
    ...((from.kind === 'secret' || (from.kind === 'claim' && from.readOnly)) && { readOnly: true }),
  }));
  return [...volumes, ...fileMounts(mounts.files ?? {})];
}

/** The secrets among the volumes. */
export function volumeSecrets(volumes: Volumes = {}): readonly Secret[] {
  return Object.values(volumes).flatMap(({ source: from }) => (from.kind === 'secret' ? [from.secret] : []));
}

/** Makes the claims of a component's persistent volumes. */
export function addClaims(scope: Construct, component: string, volumes: Volumes = {}): void {
  for (const [path, { source: from }] of Object.entries(volumes)) {
    if (from.kind !== 'persistent') continue;
    const { size, class: storageClassName, access } = from;
    new KubernetesObject(scope, `claim-${volumeName(path)}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name: claimName(component, path),
      body: () => ({
        spec: {
          accessModes: [access],
          resources: { requests: { storage: memoryQuantity(size) } },
          ...(storageClassName !== undefined && { storageClassName }),
        },
      }),
    });
  }
}

/** Paths that are no absolute paths, and two things at one path. */
export function mountProblems(mounts: MountProps): readonly Report[] {
  const { writable = [], volumes = {}, files = {} } = mounts;
  const all = [
    ...writable.map((path) => ({ path, what: 'writable' })),
    ...Object.keys(volumes).map((path) => ({ path, what: 'volumes' })),
    ...Object.keys(files).map((path) => ({ path, what: 'files' })),
  ];
  const invalid = all.flatMap(({ path, what }) => {
    const plain = `/${path
      .split('/')
      .filter((part) => !['', '.', '..'].includes(part))
      .join('/')}`;
    if (path === plain && path !== '/' && !path.includes(':')) return [];
    const fix = plain === '/' ? 'Name a directory or file below "/".' : `Did you mean "${plain.replace(/:/g, '-')}"?`;
    return [{ kind: mountPathInvalid, detail: `${what} has the path ${JSON.stringify(path)}.`, fix }];
  });
  return [...invalid, ...taken(all)];
}

/** Two paths may differ and still give the same name to a volume or the same key to a file. */
function taken(all: readonly { readonly path: string; readonly what: string }[]): readonly Report[] {
  const first = new Map<string, { readonly path: string; readonly what: string }>();
  return all.flatMap(({ path, what }) => {
    const keys = [
      path,
      what === 'files' ? `file ${path.replace(/[^-.A-Za-z0-9]/g, '_')}` : `volume ${volumeName(path)}`,
    ];
    const other = keys.map((key) => first.get(key)).find((found) => found !== undefined);
    for (const key of keys) if (!first.has(key)) first.set(key, { path, what });
    if (!other) return [];
    const detail = `"${other.path}" in ${other.what} and "${path}" in ${what} are mounted at the same path, or get the same name.`;
    return [{ kind: mountPathTaken, detail, fix: 'Remove one of them, or choose another path.' }];
  });
}

/** Each name once: two of the same are a finding of ours, and not one about the object as well. */
function entries({ writable = [], volumes = {} }: MountProps): readonly (readonly [string, Volume])[] {
  const all = [...writable.map((path) => [path, Volume.empty()] as const), ...Object.entries(volumes)];
  return [...new Map(all.map(([path, volume]) => [volumeName(path), [path, volume] as const])).values()];
}

function source(claim: string, { source: from }: Volume): JsonObject {
  switch (from.kind) {
    case 'empty':
      return { emptyDir: { ...(from.inMemory && { medium: 'Memory' }), sizeLimit: memoryQuantity(from.sizeLimit) } };
    case 'claim':
      return { persistentVolumeClaim: { claimName: from.name, ...(from.readOnly && { readOnly: true }) } };
    case 'persistent':
      return { persistentVolumeClaim: { claimName: claim } };
    case 'secret':
      return { secret: { secretName: from.secret.name } };
  }
}
