import type { Tier } from '../../assembly';
import type { Report } from '../../core';
import { scaleInvalid, scaleZero } from './findings';

/** How many pods a component has: a fixed number, or as many as its load asks for. */
export class Scale {
  /** Always the same number of pods. */
  static fixed(replicas: number): Scale {
    return new Scale(replicas, replicas, {}, false);
  }

  /** Between two numbers of pods, by the use of what they ask for; 80% of the CPU unless said otherwise. */
  static between(min: number, max: number): Scale {
    return new Scale(min, max, {}, true);
  }

  /** The fewest pods. */
  readonly min: number;
  /** The most pods. */
  readonly max: number;
  readonly isAutomatic: boolean;
  /** Average use, in percent of what the pods ask for, that is aimed at. */
  readonly targets: { readonly cpu?: number; readonly memory?: number };

  private constructor(min: number, max: number, targets: Scale['targets'], isAutomatic: boolean) {
    this.min = min;
    this.max = max;
    this.targets = targets;
    this.isAutomatic = isAutomatic;
  }

  /** Aims at an average use of CPU, in percent of the request. */
  onCpu(percent: number): Scale {
    return new Scale(this.min, this.max, { ...this.targets, cpu: percent }, this.isAutomatic);
  }

  /** Aims at an average use of memory, in percent of the request. Most programs never give memory back. */
  onMemory(percent: number): Scale {
    return new Scale(this.min, this.max, { ...this.targets, memory: percent }, this.isAutomatic);
  }
}

/** Two pods in production, so that one may go; one elsewhere. */
export function defaultScale(tier: Tier): Scale {
  return Scale.fixed(tier === 'production' ? 2 : 1);
}

/** Numbers of pods that cannot be, and targets that never take effect. */
export function scaleProblems({ min, max, targets, isAutomatic }: Scale, tier: Tier): readonly Report[] {
  const problem = (detail: string, fix: string): Report => ({ kind: scaleInvalid, detail, fix });
  if (!isAutomatic) {
    if (min < 0) return [problem(`scale is ${String(min)} pods.`, 'Write a number from 0.')];
    const problems = Object.entries(targets).map(([resource, target]) =>
      problem(
        `scale is fixed at ${String(min)} pods and has a target of ${String(target)}% ${resource}, which nothing follows.`,
        `Write Scale.between(${String(min)}, ${String(min * 3)}), or leave the target out.`,
      ),
    );
    if (min === 0 && tier === 'production') {
      const detail = 'scale is 0 pods in an environment of tier "production": nothing answers.';
      problems.push({ kind: scaleZero, detail, fix: 'Remove the component, or acknowledge why it waits here.' });
    }
    return problems;
  }
  const wrong = Object.entries(targets).filter(([, target]) => !(target >= 1 && target <= 100));
  return [
    ...(min >= 1
      ? []
      : [
          problem(
            `scale begins at ${String(min)} pods; an autoscaler needs at least one.`,
            'Write a whole number from 1.',
          ),
        ]),
    ...(max >= min
      ? []
      : [problem(`scale is between ${String(min)} and ${String(max)} pods.`, 'Write the smaller number first.')]),
    ...wrong.map(([resource, target]) =>
      problem(
        `scale aims at ${String(target)}% of the requested ${resource}.`,
        'Write a percentage from 1 to 100, such as 70.',
      ),
    ),
  ];
}
