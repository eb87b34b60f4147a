import { choiceProblems, type Report } from '../../core';
import type { Env, PodAmount } from '../kubernetes';
import { releaseInvalid, releaseSame } from './findings';
import type { Image } from './image';

/** The two places that releases take turns in. */
export type Colour = 'blue' | 'green';

/** What one of the two releases runs. */
export interface ReleaseProps {
  readonly image: Image;
  /** Variables that only this release has, or has with other values. @default - none */
  readonly env?: Env;
}

export interface BlueGreenProps {
  /** @default - there is none now */
  readonly blue?: ReleaseProps;
  /** @default - there is none now */
  readonly green?: ReleaseProps;
  /** Which of the two the service leads to. */
  readonly live: Colour;
}

export interface RollingProps {
  /** Pods above the number that is asked for. @default 1 */
  readonly maxSurge?: PodAmount;
  /** Pods below the number that is asked for. @default 0 */
  readonly maxUnavailable?: PodAmount;
}

/** How a release is carried out. */
export type ReleaseStrategy =
  | { readonly kind: 'rolling'; readonly maxSurge: PodAmount; readonly maxUnavailable: PodAmount }
  | { readonly kind: 'recreate' }
  | ({ readonly kind: 'blue-green' } & BlueGreenProps);

/** How a new version of a component takes the place of the old one. `K` is the kind, by which props know what belongs together. */
export class Release<K extends ReleaseStrategy['kind'] = ReleaseStrategy['kind']> {
  /** Pod by pod; by default a new one is ready before an old one goes. */
  static rolling(props: RollingProps = {}): Release<'rolling'> {
    const { maxSurge = 1, maxUnavailable = 0 } = props;
    return new Release('rolling', { kind: 'rolling', maxSurge, maxUnavailable });
  }

  /** All old pods go before the first new one starts: with a gap, for what must never run twice. */
  static recreate(): Release<'recreate'> {
    return new Release('recreate', { kind: 'recreate' });
  }

  /**
   * Two releases side by side; the service leads to the live one, `<name>-preview` to the other.
   *
   * Staging is one change (the image of the colour that is not live), the flip another (`live`), and either is a few lines.
   * The colour that is not needed any more is taken out, and costs nothing then.
   */
  static blueGreen(props: BlueGreenProps): Release<'blue-green'> {
    return new Release('blue-green', { kind: 'blue-green', ...props });
  }

  readonly kind: K;
  readonly strategy: ReleaseStrategy;

  private constructor(kind: K, strategy: ReleaseStrategy) {
    this.kind = kind;
    this.strategy = strategy;
  }
}

const colours: readonly Colour[] = ['blue', 'green'];

/** The label that tells the pods of the two releases apart. */
export const releaseLabel = 'plinth.dev/release';

/** A release that leads nowhere, makes no progress, or changes nothing. */
export function releaseProblems({ strategy }: Release, image: Image | undefined): readonly Report[] {
  const problem = (detail: string, fix: string): Report => ({ kind: releaseInvalid, detail, fix });
  if (strategy.kind !== 'blue-green') {
    const missing =
      image === undefined ? [problem('No image is given.', "Give one: image: Image.digest('…', 'sha256:…').")] : [];
    if (strategy.kind !== 'rolling' || !isZero(strategy.maxSurge) || !isZero(strategy.maxUnavailable)) return missing;
    const detail = 'Both maxSurge and maxUnavailable are 0: no pod may be added and none taken away.';
    return [...missing, problem(detail, 'Let one of them be 1.')];
  }
  const { blue, green, live } = strategy;
  const beside =
    image === undefined
      ? []
      : [
          problem(
            '`image` stands beside a blue-green release, whose colours have images of their own.',
            'Remove `image`.',
          ),
        ];
  if (!colours.includes(live)) {
    const [{ detail, fix } = { detail: '', fix: '' }] = choiceProblems('live', live, colours);
    return [...beside, problem(detail, fix)];
  }
  if (!strategy[live]) {
    const other = live === 'blue' ? 'green' : 'blue';
    const fix = strategy[other]
      ? `Write live: '${other}', or declare ${live}: { image }.`
      : `Declare ${live}: { image }.`;
    return [...beside, problem(`The live release is "${live}", which is not declared.`, fix)];
  }
  const same =
    blue &&
    green &&
    blue.image.toString() === green.image.toString() &&
    blue.env === undefined &&
    green.env === undefined;
  if (!same) return beside;
  const detail = `blue and green both are ${blue.image.toString()}: making the other one live changes nothing.`;
  return [
    ...beside,
    { kind: releaseSame, detail, fix: 'Stage another image, or take out the colour that is not live.' },
  ];
}

function isZero(amount: PodAmount): boolean {
  return Number.parseFloat(String(amount)) === 0;
}
