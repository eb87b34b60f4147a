import { shortDigest } from '../../core';
import { hostViews, type HostView } from '../hosts';
import type { Assembly } from '../model/assembly';
import type { HostPlace } from '../model/host-place';
import { hostStack } from '../model/host-place';
import { plinthId } from '../model/identity';
import type { OpenStackMachine } from '../model/machine';

/** A host that is a server of OpenStack. */
export interface Server {
  readonly view: HostView;
  readonly name: string;
  /** The name of its pool. */
  readonly pool: string;
  readonly machine: OpenStackMachine;
}

export function serversOf(assembly: Assembly): readonly Server[] {
  return hostViews(assembly).flatMap((view) => {
    const machine = assembly.resources[plinthId(hostStack, 'machine', view.name)];
    if (machine?.kind !== 'machine' || machine.spec.kind !== 'openstack') return [];
    return [{ view, name: view.name, pool: view.host.spec.pool, machine: machine.spec }];
  });
}

/**
 * What a thing is called in the state: by names that people gave, never by numbers, so that nothing moves when another comes.
 *
 * Identifiers are letters, digits, `-` and `_`, and begin with no digit. Names of hosts have no `_`, which so keeps the parts
 * apart. https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
export function label(...parts: readonly string[]): string {
  const joined = parts.map(part).join('_');
  return /^[A-Za-z_]/.test(joined) ? joined : `_${joined}`;
}

/** Names of clouds may hold anything: those that would lose something get a digest, so that no two become one. */
function part(name: string): string {
  const plain = name.replace(/[^\w-]/g, '-');
  return plain === name ? name : `${plain}_${shortDigest(name)}`;
}

/** An address or range, `10-0-0-0_8`. */
export function addressLabel(address: string): string {
  return address.replace(/[.:]/g, '-').replace('/', '_');
}

export function placeLabel({ pool, host }: HostPlace): string {
  return host === undefined ? label(pool) : label(pool, host);
}

/** A text that stays as it is: within quotes `${` and `%{` begin an expression. */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** The value of an expression. */
export function expression(text: string): string {
  return `\${${text}}`;
}
