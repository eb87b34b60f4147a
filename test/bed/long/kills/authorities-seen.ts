import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesOf } from '../../../../lib/assembly';
import type { ControlNode } from '../../lab/control-node';
import type { LabBed } from '../../lab/lab-bed';

/** The certificates of authorities that were ever seen, by name: SHA-256, and where. */
export class AuthoritiesSeen {
  readonly #seen = new Map<string, Map<string, Set<string>>>();

  /** Looks at all hosts and at desks. */
  async look(lab: LabBed, desks: readonly ControlNode[]): Promise<void> {
    const trusted = resourcesOf(lab.assembly, 'certificate').flatMap(({ spec }) => spec.files.trusts ?? []);
    const files = [
      // Files of credentials hold the authority among other things.
      ...trusted.filter(({ path }) => path.endsWith('.crt')).map(({ authority, path }) => [authority, path] as const),
      ['kubernetes', '/etc/kubernetes/pki/ca.crt'] as const,
      ['front-proxy', '/etc/kubernetes/pki/front-proxy-ca.crt'] as const,
    ];
    for (const { name, isOn } of lab.bed.hosts) {
      if (!isOn) continue;
      for (const [authority, path] of files) {
        const { status, stdout } = await lab.bed.exec(name, ['cat', path]);
        if (status === 0 && stdout !== '') this.#add(authority, stdout, `${name} ${path}`);
      }
    }
    for (const { props } of desks) {
      const folder = join(props.desk, 'pki');
      for (const file of existsSync(folder) ? readdirSync(folder) : []) {
        if (!file.endsWith('.crt')) continue;
        this.#add(file.slice(0, -'.crt'.length), readFileSync(join(folder, file), 'utf8'), join(folder, file));
      }
    }
  }

  /** How many different ones there were of each. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#seen].map(([name, digests]) => [name, digests.size] as const));
  }

  /** Where each was found. */
  get places(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
      [...this.#seen].map(([name, digests]) => [name, [...digests.values()].flatMap((places) => [...places]).sort()]),
    );
  }

  #add(authority: string, text: string, place: string): void {
    const digest = createHash('sha256').update(text.trim()).digest('hex');
    const digests = this.#seen.get(authority) ?? new Map<string, Set<string>>();
    const places = digests.get(digest) ?? new Set<string>();
    this.#seen.set(authority, digests.set(digest, places.add(place)));
  }
}
