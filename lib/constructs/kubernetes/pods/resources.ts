import { Size } from 'cdk8s';
import { PlinthError, type JsonObject, type Report } from '../../../core';
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

/** Amounts that are none, and limits below what is asked for. */
export function resourceProblems(resources: ResourcesProps = {}): readonly Report[] {
  const { cpu = defaults.cpu, memory = defaults.memory, cpuLimit, memoryLimit = memory } = resources;
  try {
    const [least, most] = [millis(cpu), cpuLimit === undefined ? Infinity : millis(cpuLimit)];
    return [
      ...(least > most ? [below('cpu', cpuQuantity(cpu), cpuLimit ? cpuQuantity(cpuLimit) : '')] : []),
      ...(memory.toKibibytes() > memoryLimit.toKibibytes()
        ? [below('memory', memoryQuantity(memory), memoryQuantity(memoryLimit))]
        : []),
    ];
  } catch (error) {
    if (!(error instanceof PlinthError)) throw error;
    return error.findings.map(({ detail, fix }) => ({ kind: resourcesInvalid, detail, fix }));
  }
}

function below(what: 'cpu' | 'memory', request: string, limit: string): Report {
  const detail = `resources.${what} is ${request}, and resources.${what}Limit is ${limit}: a container cannot get more than its limit.`;
  return { kind: resourcesInvalid, detail, fix: `Raise ${what}Limit to at least ${request}, or leave it out.` };
}

function millis(cpu: CpuAmount): number {
  const text = cpuQuantity(cpu);
  return text.endsWith('m') ? Number(text.slice(0, -1)) : Number(text) * 1000;
}
