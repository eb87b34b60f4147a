import { counted } from '../../core';
import { plinthId, resourcesOf, type Assembly, type HostView } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Step } from '../model/step';
import { onHost, parcels, stepNames } from './step-names';

/**
 * Certificates that Plinth signs: each key is made on the host that uses it and never leaves it, the requests go to the control
 * node, which alone has the authority's key.
 */
export function certificateSteps(assembly: Assembly, hosts: readonly HostView[]): readonly Step[] {
  const asking = hosts.flatMap((host) => {
    const certificates = host.resourcesOf('certificate').filter(({ spec }) => spec.owner === 'plinth');
    return certificates.length === 0 ? [] : [{ host, certificates, ids: certificates.map(({ id }) => id) }];
  });
  if (asking.length === 0) return [];
  const names = new Set(asking.flatMap(({ certificates }) => certificates.map(({ spec }) => spec.authority)));
  const authorities = resourcesOf(assembly, 'certificate-authority').filter(({ id }) =>
    [...names].some((name) => id === plinthId('_hosts', 'certificate-authority', name)),
  );
  const reason = 'Members and clients of etcd know each other by certificates of its own authority.';
  return [
    ...asking.map(({ host, certificates, ids }) =>
      stepOf({
        id: stepNames.request(host.name),
        ...{ phase: 'certificates', move: 'certificates/request', place: onHost(host), reason },
        title: `Make keys on ${host.name} and ask for ${counted(ids.length, 'certificate')}`,
        needs: [stepNames.start(host.name)],
        actions: [{ kind: 'request-certificates', certificates: ids }],
        always: true,
        postcondition: { kind: 'requested', certificates: ids },
        inputs: certificates.map(resourceDigest),
        gives: [parcels.requests(host.name)],
      }),
    ),
    stepOf({
      id: stepNames.sign,
      ...{ phase: 'certificates', move: 'certificates/sign', place: { kind: 'control-node' }, reason },
      title: 'Sign what hosts ask for',
      needs: asking.map(({ host }) => stepNames.request(host.name)),
      actions: [
        {
          kind: 'sign-certificates',
          authorities: authorities.map(({ id }) => id),
          requests: asking.map(({ host, ids }) => ({ host: host.name, certificates: ids })),
        },
      ],
      always: true,
      postcondition: { kind: 'none' },
      inputs: [...authorities, ...asking.flatMap(({ certificates }) => certificates)].map(resourceDigest),
      takes: asking.map(({ host }) => parcels.requests(host.name)),
      gives: asking.map(({ host }) => parcels.issued(host.name)),
    }),
    ...asking.map(({ host, certificates, ids }) =>
      stepOf({
        id: stepNames.installCertificates(host.name),
        ...{ phase: 'certificates', move: 'certificates/install', place: onHost(host), reason },
        title: `Put ${counted(ids.length, 'certificate')} in place on ${host.name}`,
        needs: [stepNames.sign],
        actions: [{ kind: 'install-certificates', certificates: ids }],
        postcondition: { kind: 'certificates', certificates: ids },
        inputs: certificates.map(resourceDigest),
        takes: [parcels.issued(host.name)],
      }),
    ),
  ];
}
