import { posix } from 'node:path';
import type { Contribution, HostPlace, InstalledFile, PackageSource, ResourceId } from '../../../assembly';
import { contributeFile, contributePackage } from '../contribute';
import type { HostPool } from '../host-pool';
import type { FoundArtifact } from './artifact-mirror';
import { contributeInstaller, installerPath, installerUnit } from './contribute-installer';
import { listFolder } from './install-script';
import { upstreamArtifacts, type ArtifactName } from './upstream-artifacts';

/** Software that projects publish and that Plinth knows. */
export interface KnownArtifactProps {
  readonly name: ArtifactName;
  /** Without a leading `v`: `2.3.4`. */
  readonly version: string;
  /** Those of its programs that the hosts need. @default - all that Plinth knows of */
  readonly programs?: readonly string[];
  /** The folder that they go to. @default - where the operating system has its own programs */
  readonly folder?: string;
  /** @default - all hosts of the pool */
  readonly on?: HostPlace;
}

/** Any other: the URL at which its project publishes it, and where its files go. */
export interface OtherArtifactProps {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  readonly files: readonly InstalledFile[];
  /** @default - all hosts of the pool */
  readonly on?: HostPlace;
}

/** An image of systemd-sysext, `https://extensions.flatcar.org/extensions/<name>.raw`. */
export interface ExtensionProps {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  /** @default - all hosts of the pool */
  readonly on?: HostPlace;
}

/** Software that hosts will have. */
export interface ContributedArtifact {
  readonly id: ResourceId;
  /** The unit that brings it: what runs it stands after it, and wants it. Never require it, as it is run again for others. */
  readonly unit: typeof installerUnit;
  /** Its programs' paths on hosts, by name. */
  readonly paths: Readonly<Record<string, string>>;
}

/** Puts software of the pool's artifact mirror on hosts. Whoever needs a digest that nobody gave is told by the pool. */
export function contributeArtifact(
  into: Contribution,
  pool: HostPool,
  props: KnownArtifactProps | OtherArtifactProps,
): ContributedArtifact {
  const { name, version, on = pool.place } = props;
  const [found, install] =
    'url' in props
      ? [pool.artifacts.findOther(name, version, props.url), props.files]
      : [pool.artifacts.find(props.name, version), knownFiles(pool, props)];
  const id = contributePackage(into, on, { name, version, source: { kind: 'artifact', ...found, install } });
  contributeList(into, pool, on, name, found, install);
  const paths = Object.fromEntries(install.map(({ to }) => [posix.basename(to), to]));
  return { id, unit: installerUnit, paths };
}

/** Merges an image of systemd-sysext into the /usr of hosts. */
export function contributeExtension(into: Contribution, pool: HostPool, props: ExtensionProps): ContributedArtifact {
  const { name, version, url, on = pool.place } = props;
  const { url: mirrored, sha256 } = pool.artifacts.findOther(name, version, url);
  const source: PackageSource = { kind: 'sysext', url: mirrored, ...(sha256 !== undefined && { sha256 }) };
  const id = contributePackage(into, on, { name, version, source });
  const image = { to: `/etc/extensions/${name}.raw`, mode: '0644' };
  contributeList(into, pool, on, name, source, [image]);
  return { id, unit: installerUnit, paths: { [name]: image.to } };
}

function knownFiles(pool: HostPool, props: KnownArtifactProps): readonly InstalledFile[] {
  const { name, version, programs: wanted, folder = pool.os.facts.binaries } = props;
  const programs = upstreamArtifacts[name].programs(version, pool.artifacts.architecture);
  return Object.entries<string | undefined>(programs)
    .filter(([program]) => wanted?.includes(program) ?? true)
    .map(([program, from]) => ({
      ...(from !== undefined && { from }),
      ...{ to: posix.join(folder, program), mode: '0755' },
    }));
}

/** One list a package, so that a component's change brings its own programs and no other's. */
function contributeList(
  into: Contribution,
  pool: HostPool,
  on: HostPlace,
  name: string,
  { url, sha256 = '-' }: FoundArtifact,
  files: readonly InstalledFile[],
): void {
  contributeInstaller(into, pool);
  const path = `${listFolder}/${name}`;
  const lines = files.map(({ from = '-', to, mode }) => `${[sha256, url, from, to, mode].join(' ')}\n`);
  contributeFile(into, on, {
    path,
    body: { format: 'text', value: lines.join('') },
    effect: { kind: 'run', command: [installerPath(pool), path] },
  });
}
