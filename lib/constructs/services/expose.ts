import { invalidValue, nameProblem, nameRule, PlinthError, type Secret } from '../../core';

export interface ExposeProps<P extends string> {
  /** Requests whose path begins with it. @default '/' */
  readonly path?: string;
  /** The port that they are led to. @default - the only one */
  readonly port?: P;
  /** The listener of the cluster's gateway: its `name` there. @default - `http` or `https`, as the traffic is */
  readonly listener?: string;
  /**
   * The port of every node by which load balancers on hosts reach it, 30000 to 32767.
   *
   * @default - follows from its name; with a gateway it has none
   */
  readonly nodePort?: number;
}

export interface ExposeHttpsProps<P extends string> extends ExposeProps<P> {
  /**
   * The certificate, a secret of type kubernetes.io/tls in this namespace, which the gateway is granted to read.
   *
   * The gateway ends the encryption, so whoever runs it must name the secret in the listener's `certificateRefs`. Load balancers
   * on hosts have a file for each host name instead, which apply asks for, and take no secret of the cluster.
   *
   * @default - the listener has one that covers the host
   */
  readonly certificate?: Secret;
}

/** How the world reaches a component. `P` is the name of the port, where one is named. */
export class Expose<P extends string = never> {
  /**
   * Encrypted, by a host name: Expose.https('shop.example.com', { certificate }).
   *
   * @throws PlinthError `invalid-value` for what is no host name, and for a path that does not begin with "/".
   */
  static https<const P extends string = never>(host: string, props: ExposeHttpsProps<P> = {}): Expose<P> {
    return new Expose<P>('https', host, props, props.certificate);
  }

  /** In the clear, by a host name: for names inside an organisation. @throws PlinthError as `https` does. */
  static http<const P extends string = never>(host: string, props: ExposeProps<P> = {}): Expose<P> {
    return new Expose<P>('http', host, props, undefined);
  }

  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly port: P | undefined;
  readonly listener: string;
  readonly certificate: Secret | undefined;
  readonly nodePort: number | undefined;

  private constructor(scheme: 'http' | 'https', host: string, props: ExposeProps<P>, certificate: Secret | undefined) {
    const { path = '/', port, listener = scheme } = props;
    refuseHost(host);
    if (!path.startsWith('/')) {
      throw PlinthError.of(invalidValue, `The path "${path}" is not absolute.`, `Did you mean "/${path}"?`);
    }
    this.scheme = scheme;
    this.host = host;
    this.path = path;
    this.port = port;
    this.listener = listener;
    this.certificate = certificate;
    this.nodePort = props.nodePort;
  }
}

/** A name that a gateway takes: as DNS has it, in lower case, no address, and perhaps with `*.` at its beginning. */
function refuseHost(host: string): void {
  const name = host.replace(/^\*\./, '');
  const problem = nameProblem(name, nameRule('ConfigMap'));
  if (problem === undefined && !/^[\d.]+$/.test(name)) return;
  const plain = host
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/:].*$/, '')
    .toLowerCase();
  const fix =
    plain !== host && nameProblem(plain, nameRule('ConfigMap')) === undefined
      ? `Did you mean "${plain}"?`
      : 'Write a name such as "shop.example.com".';
  throw PlinthError.of(invalidValue, `"${host}" is no host name.`, fix);
}
