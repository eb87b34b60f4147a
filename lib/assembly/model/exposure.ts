import type { ResourceBase } from './resource-base';

/** A service that the world reaches by a load balancer on hosts. */
export interface ExposureSpec {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  /** `<namespace>/<service>`. */
  readonly service: string;
  /** The port that every node answers on for it. */
  readonly nodePort: number;
  /** What its pods speak: `h2c` is HTTP/2 without encryption, as gRPC. */
  readonly backend: 'http' | 'h2c';
  /** The file on the load balancer's hosts with certificate and key. */
  readonly certificate?: string;
}

export type ExposureResource = ResourceBase<'exposure', ExposureSpec>;
