import type { Host } from './host';
import { printed } from './must';

const filling = '.bed-filling';

/** Fills the disk that a folder of a host is on, up to some bytes. Filled before, it is filled anew. */
export async function fill(host: Host, folder: string, leaveBytes: number): Promise<void> {
  await unfill(host, folder);
  const file = `${folder}/${filling}`;
  const script = `
free=$(($(stat --file-system --format='%a * %S' "$1")))
[ "$free" -le "$3" ] || fallocate --length "$((free - $3))" "$2"`;
  await tell(host, ['sh', '-euc', script, 'fill', folder, file, String(leaveBytes)]);
}

export async function unfill(host: Host, folder: string): Promise<void> {
  await tell(host, ['rm', '-f', `${folder}/${filling}`]);
}

async function tell(host: Host, command: readonly string[]): Promise<void> {
  printed([`${host.name}:`, ...command], await host.exec(command));
}
