import type { SecretKeySource, SecretMaker } from '../../core';
import type { ResourceId } from './identity';
import type { ResourceBase } from './resource-base';

export interface SecretSpec {
  readonly name: string;
  readonly namespace: string;
  readonly maker: SecretMaker;
  /** How each key is made; `given` where somebody else makes it. Never the bytes. */
  readonly keys: Readonly<Record<string, SecretKeySource | 'given'>>;
  /** For external secrets: where they come from. */
  readonly from?: string;
  /** The components that read it. */
  readonly usedBy: readonly ResourceId[];
}

/** A secret by reference. */
export type SecretResource = ResourceBase<'secret', SecretSpec>;
