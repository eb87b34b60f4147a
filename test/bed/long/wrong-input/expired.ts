import { join } from 'node:path';
import { must } from '../../hosts/must';
import type { LabBed } from '../../lab/lab-bed';

/** Puts in the place of a certificate of etcd the same one, of the same authority, that ended at once. */
export async function letExpire(lab: LabBed, host: string, certificate: string): Promise<void> {
  const path = join(lab.bed.host(host).folder, 'expired.crt');
  const key = certificate.replace(/crt$/, 'key');
  const pki = join(lab.control.props.desk, 'pki');
  await must('sh', [
    '-euc',
    'printf "%s\\n" "$3" >"$1.csr" && openssl x509 -req -in "$1.csr" -CA "$2/etcd.crt" -CAkey "$2/etcd.key" -copy_extensions copy -days 0 -out "$1"',
    'expire',
    path,
    pki,
    await lab.bed.read(host, [
      'openssl',
      'x509',
      '-x509toreq',
      '-copy_extensions',
      'copy',
      '-in',
      certificate,
      '-key',
      key,
    ]),
  ]);
  const leader = String(lab.bed.host(host).leader);
  // Owner and mode stay: the file is written, not replaced.
  await must('sh', ['-euc', 'cat "$1" >"$2"', 'expire', path, `/proc/${leader}/root${certificate}`]);
}
