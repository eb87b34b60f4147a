import { mkdir } from 'node:fs/promises';
import { must } from '../../hosts/must';

/** A folder on a disk of its own, which can be full while others are not. */
export class SmallDisk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async mount(kibibytes: number): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await must('mount', ['-t', 'tmpfs', '-o', `size=${String(kibibytes)}k,mode=0700`, 'bed-desk', this.folder]);
  }

  /** Gives it another size; it may be full then. */
  async resize(kibibytes: number): Promise<void> {
    await must('mount', ['-o', `remount,size=${String(kibibytes)}k`, this.folder]);
  }

  /** Leaves so much of it. */
  async fill(leaveKibibytes: number): Promise<void> {
    const script = `
free=$(($(stat --file-system --format='%a * %S' "$1") / 1024 - $2))
[ "$free" -le 0 ] || head -c "$((free * 1024))" /dev/zero >"$1/filling"`;
    await must('sh', ['-euc', script, 'fill', this.folder, String(leaveKibibytes)]);
  }

  async unfill(): Promise<void> {
    await must('rm', ['-f', `${this.folder}/filling`]);
  }

  async unmount(): Promise<void> {
    await must('umount', [this.folder]);
  }
}
