import { resourcesOf, type CertificateSpec, type ResourceId, type TlsConnectionSpec } from '../../../assembly';
import { findingKind, IpAddress } from '../../../core';
import { listed, quoted } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';
import { certificateLifetime, checkLifetimes } from './certificate-lifetime';

const certificateNames = findingKind({
  code: 'certificate-names',
  severity: 'error',
  summary: 'a client would refuse a certificate, or a server a client’s',
  references: [
    'https://github.com/kubernetes/kubeadm/issues/1447',
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://etcd.io/docs/v3.6/op-guide/security/',
  ],
  acknowledgeable: false,
});

const authorityKeyOnWorkers = findingKind({
  code: 'authority-key-on-workers',
  severity: 'error',
  summary: 'the key of an authority is on hosts that run workloads',
  references: ['https://github.com/poseidon/typhoon/blob/main/docs/topics/security.md'],
  acknowledgeable: true,
});

/** Certificates against those who use them, against their authorities, and where the keys of those are. */
export const certificates: Rule = {
  kinds: [certificateNames, certificateLifetime, authorityKeyOnWorkers],
  check: (context) => {
    const { assembly } = context;
    for (const { id, spec } of resourcesOf(assembly, 'tls-connection')) checkConnection(context, id, spec);
    checkLifetimes(context);
    checkKeys(context);
  },
};

function checkConnection(context: RuleContext, id: ResourceId, connection: TlsConnectionSpec): void {
  const { report, where } = context;
  const server = certificateOf(context, connection.server);
  const client = connection.client === undefined ? undefined : certificateOf(context, connection.client);
  const problem = (detail: string, fix: string): void => {
    report(certificateNames, id, `The connection ${where(id)} ${detail}`, fix);
  };
  if (server) {
    const names = [...server.dnsNames, ...server.addresses];
    const missing = connection.dials.filter((dialled) => !names.some((name) => isNamed(name, dialled)));
    if (missing.length > 0) {
      problem(
        `dials ${listed(missing)}; the certificate ${where(connection.server)} is for ${listed(names)}.`,
        `Add ${listed(missing)} to its names.`,
      );
    }
    if (!server.usages.includes('serverAuth')) {
      problem(`ends at ${where(connection.server)}, which is not for servers.`, 'Add the usage serverAuth.');
    }
    if (server.authority !== connection.trusts) {
      problem(
        `believes "${connection.trusts}"; the certificate ${where(connection.server)} is signed by "${server.authority}".`,
        'Let the client believe the authority that signs the server’s certificate.',
      );
    }
  }
  if (client && !client.usages.includes('clientAuth')) {
    problem(`begins with ${where(connection.client ?? '')}, which is not for clients.`, 'Add the usage clientAuth.');
  }
  if (client && connection.serverTrusts !== undefined && client.authority !== connection.serverTrusts) {
    problem(
      `ends at a server that believes "${connection.serverTrusts}"; the client’s certificate is signed by "${client.authority}".`,
      'Let one authority sign both.',
    );
  }
  for (const [whose, certificate] of [
    [connection.server, server],
    [connection.client, client],
  ] as const) {
    if (whose !== undefined && !certificate) {
      problem(`has the certificate "${whose}" at one end, which nobody declares.`, 'Declare it.');
    }
  }
}

function certificateOf({ assembly }: RuleContext, id: ResourceId): CertificateSpec | undefined {
  const found = assembly.resources[id];
  return found?.kind === 'certificate' ? found.spec : undefined;
}

/** Whether what a client dials is what a certificate says; an address may be written in several ways. */
function isNamed(name: string, dialled: string): boolean {
  const [address, other] = [IpAddress.tryParse(name), IpAddress.tryParse(dialled)];
  if (address || other) return address?.toString() === other?.toString();
  const [mine, theirs] = [name.toLowerCase(), dialled.toLowerCase()];
  return mine === theirs || (mine.startsWith('*.') && theirs.slice(theirs.indexOf('.')) === mine.slice(1));
}

/** Keys of authorities are where no workload runs. */
function checkKeys({ assembly, report, where }: RuleContext): void {
  const workers = new Set(
    resourcesOf(assembly, 'control-plane').flatMap(({ spec }) =>
      spec.workerPools.filter((pool) => !spec.controlPools.includes(pool)),
    ),
  );
  for (const { id, spec } of resourcesOf(assembly, 'certificate-authority')) {
    if (spec.keyOn === 'control-node') continue;
    const found = spec.keyOn.map(({ pool }) => pool).filter((pool) => workers.has(pool));
    if (found.length === 0) continue;
    report(
      authorityKeyOnWorkers,
      id,
      `The key of the authority ${where(id)} is on the hosts of ${quoted([...new Set(found)])}, which run workloads: whoever leaves a container there can make himself anybody.`,
      'Keep it on the machine that applies, or on the control hosts.',
    );
  }
}
