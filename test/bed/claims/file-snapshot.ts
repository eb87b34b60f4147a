import { hostViews, unitPath, type HostView } from '../../../lib/assembly';
import type { BedAccess } from './access';
import type { Snapshot } from './snapshot';

/** The files of a host that Plinth delivered, each with what a write changes: time, inode, mode and owner. */
export async function fileSnapshot(bed: BedAccess, host: string): Promise<Snapshot> {
  const view = hostViews(bed.assembly).find(({ name }) => name === host);
  if (!view) throw new Error(`The environment has no host "${host}".`);
  const paths = deliveredFiles(view);
  // It goes on where one is missing, and says so by its code alone.
  const { stdout } = await bed.on(host, ['stat', `--printf=${format}`, '--', ...paths]);
  const found = readStat(stdout);
  return Object.fromEntries(paths.map((path) => [`${host} file ${path}`, found.get(path) ?? { state: 'missing' }]));
}

const format = '%n\\t%.9Y\\t%i\\t%a\\t%U:%G\\n';

export function readStat(text: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [path = '', modified = '', inode = '', mode = '', owner = ''] = line.split('\t');
      return path === '' ? [] : [[path, { modified, inode, mode, owner }] as const];
    }),
  );
}

/**
 * The paths of all files that Plinth brings to a host: files, units, secrets, programs, and the certificates that it makes itself.
 *
 * What kubeadm and the kubelet make they also make anew in their own time.
 */
export function deliveredFiles(view: HostView): readonly string[] {
  const units = view.resourcesOf('unit').filter(({ spec }) => spec.body !== undefined);
  const certificates = view.resourcesOf('certificate').filter(({ spec }) => spec.owner === 'plinth');
  const paths = [
    ...view.resourcesOf('file').map(({ spec }) => spec.path),
    ...units.map(({ spec }) => unitPath(spec.name)),
    ...view.resourcesOf('host-secret').map(({ spec }) => spec.path),
    ...certificates.flatMap(({ spec: { files } }) => [
      files.certificate,
      files.key,
      ...(files.trusts ? [files.trusts.path] : []),
    ]),
    ...view
      .resourcesOf('package')
      .flatMap(({ spec: { source } }) => (source.kind === 'artifact' ? source.install.map(({ to }) => to) : [])),
  ];
  return [...new Set(paths)].sort();
}
