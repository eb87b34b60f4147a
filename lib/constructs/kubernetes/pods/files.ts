import type { IConstruct } from 'constructs';
import { SecretValue, shortDigest, type JsonObject, type Output, type Report, type Text } from '../../../core';
import { filesTooLarge } from './findings';

/** What a file can hold: text, what another construct offers, or one key of a secret. */
export type FileValue = string | Text | Output | SecretValue;

/** Files by absolute path. */
export type Files = Readonly<Record<string, FileValue>>;

/**
 * The annotation on pods that makes them follow their files: it changes with the content, and so the pods are replaced.
 *
 * It covers what stands in the ConfigMap. The content of a secret is not known here: after a change of one its users need a
 * `kubectl rollout restart`.
 */
export const configDigestAnnotation = 'plinth.dev/config-digest';

/** What the API server takes in one ConfigMap: https://kubernetes.io/docs/concepts/configuration/configmap/ */
const largestConfigMap = 1024 * 1024;

const configVolume = 'config-files';

/** The name of the ConfigMap that holds a component's files. */
export function configMapName(component: string): string {
  return `${component}-config`;
}

/** Records the edges of all outputs in the files. Called when the files are declared. */
export function consumeFiles(component: IConstruct, files: Files): void {
  for (const value of Object.values(files)) if (typeof value !== 'string') value.consumeBy(component);
}

/** The key of a file: its path without slashes, `/etc/app/app.yaml` is `etc_app_app.yaml`. */
export function fileKey(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/\//g, '_')
    .replace(/[^-._A-Za-z0-9]/g, '-');
}

/** The data of the ConfigMap by key, sorted: all files but those that come from secrets. */
export function configData(files: Files, consumer: IConstruct): Readonly<Record<string, string>> {
  const data = Object.entries(files).flatMap(([path, value]) =>
    value instanceof SecretValue ? [] : [[fileKey(path), contentOf(value, consumer)] as const],
  );
  return Object.fromEntries(data.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function contentOf(value: string | Text | Output, consumer: IConstruct): string {
  return typeof value === 'string' ? value : String(value.valueFor(consumer));
}

/** The annotation for pods; none when there is no ConfigMap. */
export function configDigest(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.keys(data).length === 0 ? {} : { [configDigestAnnotation]: shortDigest(JSON.stringify(data)) };
}

/** The volumes of a pod that its files come from. */
export function fileVolumes(component: string, files: Files): readonly JsonObject[] {
  const values = Object.values(files);
  const keys = new Map<string, Set<string>>();
  for (const value of values) {
    if (!(value instanceof SecretValue)) continue;
    const { name } = value.secret;
    keys.set(name, (keys.get(name) ?? new Set()).add(value.key));
  }
  return [
    ...(values.some((value) => !(value instanceof SecretValue))
      ? [{ name: configVolume, configMap: { name: configMapName(component) } }]
      : []),
    ...[...keys].map(([secretName, used]) => ({
      name: secretVolume(secretName),
      // Only the keys that are files: the others stay out of the container.
      secret: { secretName, items: [...used].sort().map((key) => ({ key, path: key })) },
    })),
  ];
}

/**
 * Where a container sees the files.
 *
 * Each is mounted by itself: mounting the directory would hide what the image has in it. Such mounts are not refreshed in a
 * running pod, which the annotation makes up for.
 */
export function fileMounts(files: Files): readonly JsonObject[] {
  return Object.entries(files).map(([mountPath, value]) =>
    value instanceof SecretValue
      ? { name: secretVolume(value.secret.name), mountPath, subPath: value.key, readOnly: true }
      : { name: configVolume, mountPath, subPath: fileKey(mountPath), readOnly: true },
  );
}

function secretVolume(secret: string): string {
  return `secret-${secret.replace(/[^-a-z0-9]/g, '-')}`.slice(0, 63).replace(/-+$/, '');
}

/** Whether the files fit into one ConfigMap. */
export function fileProblems(files: Files, consumer: IConstruct): readonly Report[] {
  const sizes = Object.entries(configData(files, consumer)).map(
    ([key, content]) => [key, Buffer.byteLength(content)] as const,
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  if (total <= largestConfigMap) return [];
  const [key, size] = sizes.reduce((most, next) => (next[1] > most[1] ? next : most));
  const detail = `The files have ${String(total)} bytes together; a ConfigMap holds ${String(largestConfigMap)}. The largest is "${key}" with ${String(size)}.`;
  return [{ kind: filesTooLarge, detail, fix: 'Put large files into the image, or into a volume.' }];
}
