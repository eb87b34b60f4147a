import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a host is told at its first boot: files that Plinth rendered, used byte for byte. */
export type BootDocument =
  | { readonly kind: 'cloud-init'; readonly userData: string; readonly networkConfig: string }
  | { readonly kind: 'ignition'; readonly config: string };

/** The boot documents of hosts that lie in a folder as `npm run synth` leaves them. */
export function cloudInitDocument(folder: string, host: string): BootDocument {
  const file = (end: string): string => join(folder, `${host}${end}`);
  return { kind: 'cloud-init', userData: file('.yaml'), networkConfig: file('.network.yaml') };
}

export function ignitionDocument(folder: string, host: string): BootDocument {
  return { kind: 'ignition', config: join(folder, `${host}.ign`) };
}

/** Lays out what a machine or a cloud would hand to a host. The instance decides whether cloud-init starts anew. */
export async function writeSeed(folder: string, instance: string, document: BootDocument): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (document.kind === 'ignition') {
    await copyFile(document.config, join(folder, 'config.ign'));
    return;
  }
  await copyFile(document.userData, join(folder, 'user-data'));
  await copyFile(document.networkConfig, join(folder, 'network-config'));
  await writeFile(join(folder, 'meta-data'), `instance-id: ${instance}\n`);
}
