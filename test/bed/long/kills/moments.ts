import { seeded } from '../../claims/seeded';

/** When a run is killed, and what of it. */
export interface Moment {
  /** Once so many of its steps have ended. */
  readonly afterSteps: number;
  /** And so much later. */
  readonly delayMilliseconds: number;
  /** Whether what it had started is killed with it, as by a power cut; else that ends by itself. */
  readonly withAll: boolean;
}

/** Between which counts of ended steps each kill falls: all together cover an install from its first step to its last. */
const bands = [
  [0, 6],
  [6, 22],
  [26, 40],
  [30, 44],
  [40, 50],
  [44, 56],
  [50, 60],
  [54, 66],
  [60, 72],
  [66, 75],
] as const;

/** Ten moments that the seed decides. */
export function killMoments(seed: number): readonly Moment[] {
  const next = seeded(seed);
  return bands.map(([from, to]) => ({
    afterSteps: from + Math.floor(next() * (to - from)),
    delayMilliseconds: Math.floor(next() * 2500),
    withAll: next() < 0.5,
  }));
}
