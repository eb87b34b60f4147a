import type { Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import { invalidValue, PlinthError } from '../../core';

/** An amount of processor time: cdk8s-plus's `Cpu.millis(100)`, or Kubernetes' own text, `100m` or `1.5`. */
export type CpuAmount = Cpu | string;

/** The amount as Kubernetes writes it. @throws PlinthError `invalid-value` for any other text. */
export function cpuQuantity(cpu: CpuAmount): string {
  const text = typeof cpu === 'string' ? cpu : cpu.amount;
  if (!/^(\d+m|\d+(\.\d{1,3})?)$/.test(text)) {
    throw PlinthError.of(invalidValue, `"${text}" is no amount of CPU.`, 'Write "250m", "1.5", or Cpu.millis(250).');
  }
  return text;
}

/** A size in the largest binary unit that gives a whole number: `128Mi`, `50Gi`. */
export function memoryQuantity(size: Size): string {
  const kibibytes = size.toKibibytes();
  if (kibibytes % (1024 * 1024) === 0) return `${String(kibibytes / (1024 * 1024))}Gi`;
  return kibibytes % 1024 === 0 ? `${String(kibibytes / 1024)}Mi` : `${String(kibibytes)}Ki`;
}
