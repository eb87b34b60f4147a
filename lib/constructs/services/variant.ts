import type { Env } from '../kubernetes';
import { selectorLabels } from '../base';
import type { Image } from './image';
import { releaseLabel, type Colour, type Release } from './release';

/** One Deployment of a microservice: the only one, or one of two colours. */
export interface Variant {
  readonly colour?: Colour;
  /** Whether the service leads to it. */
  readonly isLive: boolean;
  readonly image: string;
  /** Variables of this release alone. */
  readonly env: Env;
}

/** The Deployments of a microservice, the live one first. */
export function variantsOf(image: Image | undefined, { strategy }: Release): readonly Variant[] {
  if (strategy.kind !== 'blue-green') return [{ isLive: true, image: image?.toString() ?? '', env: {} }];
  // A colour that is none is a finding; something must be live until then.
  const live = strategy.live === 'green' ? 'green' : 'blue';
  const colours: readonly Colour[] = live === 'blue' ? ['blue', 'green'] : ['green', 'blue'];
  return colours.flatMap((colour) => {
    const release = strategy[colour];
    if (!release) return [];
    return [{ colour, isLive: colour === live, image: release.image.toString(), env: release.env ?? {} }];
  });
}

/** What its Deployment is called: `cart`, or `cart-blue`. */
export function deploymentName(name: string, { colour }: Pick<Variant, 'colour'>): string {
  return colour === undefined ? name : `${name}-${colour}`;
}

/** The labels by which it finds its pods. */
export function variantLabels(name: string, { colour }: Pick<Variant, 'colour'>): Readonly<Record<string, string>> {
  return { ...selectorLabels(name), ...(colour !== undefined && { [releaseLabel]: colour }) };
}
