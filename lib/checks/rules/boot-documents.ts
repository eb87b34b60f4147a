import {
  bodyText,
  bootDocumentName,
  bootDocuments,
  bootDocumentSize,
  hostViews,
  resourcesOf,
  type HostPoolResource,
  type HostView,
  type OperatingSystemFacts,
} from '../../assembly';
import { findingKind } from '../../core';
import type { Rule, RuleContext } from '../rule';

const userDataTooLarge = findingKind({
  code: 'user-data-too-large',
  severity: 'error',
  summary: 'what a host is given at its first boot is larger than its machine takes',
  references: ['https://docs.openstack.org/api-ref/compute/#create-server'],
  acknowledgeable: false,
});

const bootFormat = findingKind({
  code: 'boot-format',
  severity: 'error',
  summary: 'hosts are given a first boot in a form that their operating system does not read',
  references: ['https://coreos.github.io/ignition/', 'https://docs.cloud-init.io/en/latest/'],
  acknowledgeable: false,
});

const ignitionVersion = findingKind({
  code: 'ignition-version',
  severity: 'error',
  summary: 'a first boot is written in a version of Ignition that the operating system does not read yet',
  references: ['https://coreos.github.io/ignition/specs/'],
  acknowledgeable: false,
});

/**
 * Which systems run cloud-init at their first boot.
 *
 * https://docs.fedoraproject.org/en-US/fedora-coreos/faq/ and https://www.flatcar.org/docs/latest/provisioning/cloud-config/
 * (kept there for old machines only, and by another program) say that Ignition took its place.
 */
const readsCloudInit: Readonly<Record<OperatingSystemFacts['name'], boolean>> = {
  debian: true,
  ubuntu: true,
  'fedora-coreos': false,
  flatcar: false,
};

/** What the hosts of a pool are given at their first boot can be taken by their machines and read by their system. */
export const firstBoots: Rule = {
  kinds: [userDataTooLarge, bootFormat, ignitionVersion],
  check: (context) => {
    for (const pool of resourcesOf(context.assembly, 'host-pool')) checkFormat(pool, context);
    checkSizes(context);
  },
};

function checkFormat({ id, spec }: HostPoolResource, { report, where }: RuleContext): void {
  const { provisioning, operatingSystem } = spec;
  const { name, release, ignition } = operatingSystem;
  if (provisioning.kind === 'cloud-init') {
    if (readsCloudInit[name]) return;
    report(
      bootFormat,
      id,
      `The hosts of ${where(id)} are given a cloud configuration; ${name} runs Ignition at its first boot, and no cloud-init.`,
      `Provision the pool by Ignition, with the version ${ignition ?? 'that the system reads'}.`,
    );
  } else if (ignition === undefined) {
    report(
      bootFormat,
      id,
      `The hosts of ${where(id)} are given an Ignition configuration; ${name} ${release} has no Ignition.`,
      'Provision the pool by cloud-init.',
    );
  } else if (isNewer(provisioning.spec, ignition)) {
    report(
      ignitionVersion,
      id,
      `The hosts of ${where(id)} are given an Ignition configuration of the version ${provisioning.spec}; ${name} ${release} reads versions up to ${ignition}. A host that cannot read it does not boot.`,
      `Write the version ${ignition}.`,
    );
  }
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const at = (a ?? []).findIndex((part, index) => part !== b?.[index]);
  return at >= 0 && (a?.[at] ?? 0) > (b?.[at] ?? 0);
}

function checkSizes({ assembly, report, where }: RuleContext): void {
  const documents = bootDocuments(assembly);
  const told = new Set<string>();
  for (const view of hostViews(assembly)) {
    const { userDataLimit: limit } = view.pool.spec;
    const size = bootDocumentSize(documents.get(bootDocumentName(view.pool, view.name)) ?? '');
    if (limit === undefined || size <= limit || told.has(view.pool.id)) continue;
    told.add(view.pool.id);
    report(
      userDataTooLarge,
      view.pool.id,
      `What "${view.name}" of ${where(view.pool.id)} is given has ${String(size)} bytes with all contents packed; its machine takes ${String(limit)}. The largest files are ${largest(view)}.`,
      'Keep large files out of it: install them as an artifact or package, or have a unit fetch them.',
    );
  }
}

const shown = 3;

function largest(view: HostView): string {
  const sizes = view
    .resourcesOf('file')
    .map(({ spec: { path, body } }) => ({ path, bytes: Buffer.byteLength(bodyText(body)) }));
  return sizes
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, shown)
    .map(({ path, bytes }) => `${path} (${String(bytes)} bytes)`)
    .join(', ');
}
