import { dnsLabel, IpAddress, nameProblem } from '../../../core';

/** Whether something is a name of DNS, in lower case, or an address. */
export function isHostName(text: string): boolean {
  return (
    IpAddress.tryParse(text) !== undefined ||
    text.split('.').every((label) => nameProblem(label, dnsLabel) === undefined)
  );
}
