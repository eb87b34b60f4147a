import { gatewayApiData } from './data';

/** The Gateway API: what a cluster must have before it takes Gateways and routes. */
export interface GatewayApi {
  /** The tag of the repository whose standard channel was read, such as `v1.6.3`. */
  readonly version: string;
  readonly crds: readonly GatewayApiCrd[];
}

/** A CustomResourceDefinition by reference: its text is not part of Plinth. */
export interface GatewayApiCrd {
  /** `httproutes.gateway.networking.k8s.io` */
  readonly name: string;
  readonly kind: string;
  /** The file at the tag. */
  readonly url: string;
  /** Digest of that file, in hexadecimal. */
  readonly sha256: string;
}

let known: GatewayApi | undefined;

/** Facts for the list of CRDs that a cluster must have; the kinds themselves are in every `kubeApi(minor)`. */
export function gatewayApi(): GatewayApi {
  if (known === undefined) {
    const { version, crds } = gatewayApiData();
    const root = `https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/${version}`;
    known = {
      version,
      crds: crds.map(({ name, kind, path, sha256 }) => ({ name, kind, url: `${root}/${path}`, sha256 })),
    };
  }
  return known;
}
