import { join } from 'node:path';
import { must } from '../../hosts/must';
import type { LabBed } from '../../lab/lab-bed';

/** Puts in the place of a certificate of etcd the same one, of the same authority, that ended at once. */
export async function letExpire(lab: LabBed, host: string, certificate: string): Promise<void> {
  const path = join(lab.bed.host(host).folder, 'expired.crt');
  const pki = join(lab.control.props.desk, 'pki');
  await must('sh', [
    '-euc',
    'printf "%s\\n" "$3" >"$1.old" && openssl x509 -in "$1.old" -CA "$2/etcd.crt" -CAkey "$2/etcd.key" -days 0 -out "$1"',
    'expire',
    path,
    pki,
    await lab.bed.read(host, ['cat', certificate]),
  ]);
  const leader = String(lab.bed.host(host).leader);
  // Owner and mode stay: the file is written, not replaced.
  await must('sh', ['-euc', 'cat "$1" >"$2"', 'expire', path, `/proc/${leader}/root${certificate}`]);
}
