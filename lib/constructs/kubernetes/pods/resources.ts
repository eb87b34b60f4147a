import { Size } from 'cdk8s';
import type { JsonObject, Report } from '../../../core';
import { cpuQuantity, memoryQuantity, type CpuAmount } from '../../base';
import { resourcesInvalid } from './findings';

/** What a container gets, and what it may use at most. */
export interface ResourcesProps {
  /** Processor time that it gets in any case. @default '100m' */
  readonly cpu?: CpuAmount;
  /** Memory that it gets in any case. @default Size.mebibytes(128) */
  readonly memory?: Size;
  /** @default - none: what nobody else needs may be used, and nothing is throttled */
  readonly cpuLimit?: CpuAmount;
  /** Above it the container is killed. @default - as much as it gets */
  readonly memoryLimit?: Size;
  /** Disk space for logs, `writable` paths and what the image's files grow by; the same as a limit. @default - unlimited */
  readonly ephemeralStorage?: Size;
}

const defaults = { cpu: '100m', memory: Size.mebibytes(128) };

/** The amounts as a container declares them. */
export function resourceRequirements(resources: ResourcesProps = {}): JsonObject {
  const { cpu = defaults.cpu, memory = defaults.memory, cpuLimit, memoryLimit = memory, ephemeralStorage } = resources;
  const disk = ephemeralStorage && { 'ephemeral-storage': memoryQuantity(ephemeralStorage) };
  return {
    limits: {
      ...(cpuLimit !== undefined && { cpu: cpuQuantity(cpuLimit) }),
      memory: memoryQuantity(memoryLimit),
      ...disk,
    },
    requests: { cpu: cpuQuantity(cpu), memory: memoryQuantity(memory), ...disk },
  };
}

/** Limits below what is asked for. An amount that is none is refused when it is written. */
export function resourceProblems(resources: ResourcesProps = {}): readonly Report[] {
  const { cpu = defaults.cpu, memory = defaults.memory, cpuLimit = cpu, memoryLimit = memory } = resources;
  return [
    ...(millis(cpu) > millis(cpuLimit) ? [below('cpu', textOf(cpu), textOf(cpuLimit))] : []),
    ...(memory.toKibibytes() > memoryLimit.toKibibytes()
      ? [below('memory', memoryQuantity(memory), memoryQuantity(memoryLimit))]
      : []),
  ];
}

function below(what: 'cpu' | 'memory', request: string, limit: string): Report {
  const detail = `resources.${what} is ${request}, and resources.${what}Limit is ${limit}: a container cannot get more than its limit.`;
  return { kind: resourcesInvalid, detail, fix: `Raise ${what}Limit to at least ${request}, or leave it out.` };
}

function textOf(cpu: CpuAmount): string {
  return typeof cpu === 'string' ? cpu : cpu.amount;
}

/** Not a number for what is no amount, which is neither more nor less than any other. */
function millis(cpu: CpuAmount): number {
  const text = textOf(cpu);
  return text.endsWith('m') ? Number(text.slice(0, -1)) : Number(text) * 1000;
}
