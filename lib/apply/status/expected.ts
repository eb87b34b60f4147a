import {
  bodyText,
  hostViews,
  resourcesOf,
  unitPath,
  type Assembly,
  type HostView,
  type ResourceId,
} from '../../assembly';
import { sha256 } from '../../core';

/** What a host must have, as far as it can be asked without changing anything. */
export interface Expected {
  readonly host: string;
  readonly files: readonly ExpectedFile[];
  readonly units: readonly ExpectedUnit[];
  readonly certificates: readonly ExpectedCertificate[];
  /** Files whose bytes are secret: only whether they are there. */
  readonly secrets: readonly ExpectedSecret[];
  /** How components say that they are ready here. */
  readonly probes: readonly ExpectedProbe[];
  /** Commands that tell who belongs to a cluster of etcd that has a member here. */
  readonly memberLists: readonly { readonly id: ResourceId; readonly command: readonly string[] }[];
}

export type ExpectedProbe =
  | { readonly kind: 'units'; readonly id: ResourceId; readonly units: readonly string[] }
  | { readonly kind: 'command'; readonly id: ResourceId; readonly command: readonly string[] };

export interface ExpectedFile {
  readonly id: ResourceId;
  readonly path: string;
  readonly sha256: string;
  readonly mode: string;
  readonly user: string;
  readonly group: string;
}

export interface ExpectedUnit {
  readonly id: ResourceId;
  readonly name: string;
  readonly state: 'enabled' | 'static' | 'disabled' | 'masked';
}

interface ExpectedCertificate {
  readonly id: ResourceId;
  readonly path: string;
  readonly renewBeforeDays: number;
}

export interface ExpectedSecret {
  readonly id: ResourceId;
  readonly path: string;
  readonly mode: string;
  readonly user: string;
  readonly group: string;
}

/** What every host of an environment must have. */
export function expectedOn(assembly: Assembly): readonly Expected[] {
  return hostViews(assembly).map((view) => ({
    host: view.name,
    files: [...filesOf(view), ...unitFilesOf(view)],
    units: view
      .resourcesOf('unit')
      // A drop-in has no state of its own.
      .filter(({ spec }) => !spec.name.includes('/'))
      .map(({ id, spec: { name, state } }) => ({ id, name, state })),
    certificates: view
      .resourcesOf('certificate')
      .map(({ id, spec }) => ({ id, path: spec.files.certificate, renewBeforeDays: spec.renewBeforeDays })),
    secrets: view
      .resourcesOf('host-secret')
      // What ends within minutes is taken away or ends by itself.
      .filter(({ spec }) => spec.template?.outputs === undefined)
      .map(({ id, spec: { path, mode, user, group } }) => ({ id, path, mode, user, group })),
    probes: probesOf(assembly, view),
    memberLists: resourcesOf(assembly, 'etcd-cluster').flatMap(({ id, spec: { members, listMembers } }) =>
      listMembers && members.some(({ host }) => host === view.name) ? [{ id, command: listMembers }] : [],
    ),
  }));
}

function filesOf(view: HostView): readonly ExpectedFile[] {
  return view.resourcesOf('file').map(({ id, spec }) => ({
    id,
    path: spec.path,
    sha256: sha256(bodyText(spec.body)),
    mode: spec.mode,
    user: spec.user,
    group: spec.group,
  }));
}

function unitFilesOf(view: HostView): readonly ExpectedFile[] {
  return view.resourcesOf('unit').flatMap(({ id, spec: { name, body } }) =>
    body
      ? [
          {
            id,
            path: unitPath(name),
            sha256: sha256(bodyText({ format: 'unit', value: body })),
            ...{ mode: '0644', user: 'root', group: 'root' },
          },
        ]
      : [],
  );
}

function probesOf(assembly: Assembly, { name, host }: HostView): readonly ExpectedProbe[] {
  return resourcesOf(assembly, 'component').flatMap(({ id, spec: { hosts, readiness } }): readonly ExpectedProbe[] => {
    const isHere = hosts?.on.some((place) => place.pool === host.spec.pool && (place.host ?? name) === name);
    if (isHere !== true) return [];
    if (readiness.kind === 'units') return [{ kind: 'units', id, units: readiness.units }];
    return readiness.kind === 'command' ? [{ kind: 'command', id, command: readiness.command }] : [];
  });
}
