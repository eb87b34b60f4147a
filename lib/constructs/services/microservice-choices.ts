import { isJsonObject, madeOtherwise, type Report } from '../../core';
import type { MicroserviceProps } from './microservice-props';
import { Release } from './release';
import { Scale } from './scale';

/** What is given as a plain value where a class makes such values; programs run without being type-checked. */
export function microserviceChoiceProblems(props: {
  readonly scale?: unknown;
  readonly release?: unknown;
}): readonly Report[] {
  const { scale, release } = props;
  return [
    ...(scale === undefined || scale instanceof Scale ? [] : [madeOtherwise('scale', scale, 'Scale', scaleFix(scale))]),
    ...(release === undefined || release instanceof Release
      ? []
      : [madeOtherwise('release', release, 'Release', releaseFix(release))]),
  ];
}

/** The props without what nobody knows, so that all other findings are found as well. */
export function safeProps<P extends string>(props: MicroserviceProps<P>): MicroserviceProps<P> {
  const { scale, release }: { readonly scale?: unknown; readonly release?: unknown } = props;
  return {
    ...props,
    ...(!(scale instanceof Scale) && { scale: undefined }),
    ...(!(release instanceof Release) && { release: undefined }),
  };
}

function scaleFix(scale: unknown): string {
  if (typeof scale === 'number') return `Write Scale.fixed(${String(scale)}).`;
  const { min, max } = isJsonObject(scale) ? (scale as { readonly min?: unknown; readonly max?: unknown }) : {};
  if (typeof min === 'number' && typeof max === 'number') return `Write Scale.between(${String(min)}, ${String(max)}).`;
  return 'Write Scale.fixed(2), or Scale.between(2, 6).';
}

function releaseFix(release: unknown): string {
  if (release === 'recreate') return 'Write Release.recreate().';
  if (release === 'rolling') return 'Write Release.rolling().';
  return "Write Release.rolling(), Release.recreate() or Release.blueGreen({ blue: { image }, live: 'blue' }).";
}
