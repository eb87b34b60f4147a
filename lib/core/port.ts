import { invalidValue } from './invalid-value';
import { PlinthError } from './plinth-error';

/** Transport protocols that Kubernetes services and policies know. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port of a transport protocol. */
export class Port {
  readonly #number: number;
  readonly protocol: Protocol;

  private constructor(number: number, protocol: Protocol) {
    this.#number = number;
    this.protocol = protocol;
  }

  /** @throws PlinthError `invalid-value` unless the number is an integer from 1 to 65535. */
  static tcp(number: number): Port {
    return Port.of(number, 'TCP');
  }

  /** @throws PlinthError `invalid-value` unless the number is an integer from 1 to 65535. */
  static udp(number: number): Port {
    return Port.of(number, 'UDP');
  }

  /** @throws PlinthError `invalid-value` unless the number is an integer from 1 to 65535. */
  static of(number: number, protocol: Protocol): Port {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw PlinthError.of(invalidValue, `${String(number)} is not a port.`, 'Write an integer from 1 to 65535.');
    }
    return new Port(number, protocol);
  }

  get number(): number {
    return this.#number;
  }

  /** `tcp/8080` */
  toString(): string {
    return `${this.protocol.toLowerCase()}/${String(this.#number)}`;
  }
}
