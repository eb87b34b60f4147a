import type { FlannelSpec } from '../../../assembly';

export interface VxlanProps {
  /** The UDP port on which hosts send packets of pods to each other: one for all hosts and for every firewall between them. @default 8472 */
  readonly port?: number;
  /** The number of the network in each packet, 1 to 16777215. @default 1 */
  readonly vni?: number;
  /** Whether hosts of one network route to each other without a tunnel. @default false */
  readonly directRouting?: boolean;
}

/** How packets get from pods of one host to those of another. */
export class FlannelBackend {
  /**
   * A tunnel between hosts: works wherever hosts reach each other.
   *
   * https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/backends.md#vxlan
   */
  static vxlan({ port = 8472, vni = 1, directRouting = false }: VxlanProps = {}): FlannelBackend {
    return new FlannelBackend({ kind: 'vxlan', port, vni, directRouting });
  }

  /**
   * Routes without a tunnel: every host is the gateway to its own pods, so all hosts must be neighbours in one network.
   *
   * https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/backends.md#host-gw
   */
  static hostGw(): FlannelBackend {
    return new FlannelBackend({ kind: 'host-gw' });
  }

  readonly spec: FlannelSpec['backend'];

  private constructor(spec: FlannelSpec['backend']) {
    this.spec = spec;
  }
}
