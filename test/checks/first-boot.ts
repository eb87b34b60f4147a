import { Construct } from 'constructs';
import { contributes, hostStack, identityParts, type HostPoolSpec } from '../../lib/assembly';
import { Environment, type Stack } from '../../lib/constructs/base';
import { sha256 } from '../../lib/core';
import { file, pool } from '../assembly/hosts/hosts-assembly';

/** A pool of one host in the environment of a stack, with a file of some size that no packing makes much shorter than half. */
export function firstBoot(rest: Partial<HostPoolSpec>, bytes = 0): (stack: Stack) => void {
  return (stack) => {
    const hosts = new Construct(Environment.of(stack), 'hosts');
    contributes(hosts, {
      subject: { stack: { name: hostStack, namespace: '' }, component: 'control' },
      contribute: (into) => {
        const content = Array.from({ length: bytes / 64 }, (_, index) => sha256(String(index))).join('');
        for (const one of [...pool('control', 1, rest), file('/etc/large', content)]) {
          const { name } = identityParts(one.id);
          if (one.kind === 'host-pool') into.resource(one.kind, name, one.spec);
          else if (one.kind === 'host') into.resource(one.kind, name, one.spec);
          else if (one.kind === 'file') into.resource(one.kind, name, one.spec);
        }
      },
    });
  };
}
