import { resourcesOf, type Assembly, type CertificateSpec, type ResourceId } from '../../../lib/assembly';

/**
 * What would break of the TLS connections of an environment: names, usages, and who believes whom, at both ends.
 *
 * It asks more than the rule for users does: that authorities are declared, and that what a connection says about trust is what
 * the files on both ends hold.
 */
export function tlsProblems(assembly: Assembly): readonly string[] {
  const authorities = new Set(resourcesOf(assembly, 'certificate-authority').map(({ id }) => id));
  const authorityId = (name: string): ResourceId => `_hosts/plinth/certificate-authority/${name}`;
  const certificates = resourcesOf(assembly, 'certificate');
  const byId = new Map(certificates.map(({ id, spec }) => [id, spec]));
  return [
    ...certificates.flatMap(({ id, spec }) =>
      [spec.authority, ...(spec.files.trusts ? [spec.files.trusts.authority] : [])]
        .filter((name) => !authorities.has(authorityId(name)))
        .map((name) => `${id}: nobody declares the authority "${name}"`),
    ),
    ...resourcesOf(assembly, 'tls-connection').flatMap(({ id, spec }) => {
      const [server, client] = [byId.get(spec.server), spec.client === undefined ? undefined : byId.get(spec.client)];
      if (!server) return [`${id}: nobody declares the certificate "${spec.server}"`];
      if (spec.client !== undefined && !client) return [`${id}: nobody declares the certificate "${spec.client}"`];
      const problems = [
        ...serverProblems(server, spec.dials, spec.trusts),
        ...(client ? clientProblems(client, server, spec.trusts, spec.serverTrusts) : []),
      ];
      return problems.map((problem) => `${id}: ${problem}`);
    }),
  ];
}

function serverProblems(server: CertificateSpec, dials: readonly string[], trusts: string): readonly string[] {
  const names = [...server.dnsNames, ...server.addresses];
  return [
    ...(dials.length === 0 ? ['nothing is dialled'] : []),
    ...dials.filter((name) => !names.includes(name)).map((name) => `the server is not certified as ${name}`),
    ...(server.usages.includes('serverAuth') ? [] : ['the server may not serve']),
    ...(server.authority === trusts ? [] : [`the client believes "${trusts}", not "${server.authority}"`]),
  ];
}

function clientProblems(
  client: CertificateSpec,
  server: CertificateSpec,
  trusts: string,
  serverTrusts: string | undefined,
): readonly string[] {
  const held = [client.files.trusts?.authority, server.files.trusts?.authority];
  return [
    ...(client.usages.includes('clientAuth') ? [] : ['the client may not ask']),
    ...(serverTrusts === client.authority
      ? []
      : [`the server believes "${String(serverTrusts)}", not "${client.authority}"`]),
    ...(held[0] === undefined || held[0] === trusts ? [] : [`the client's file holds "${held[0]}", not "${trusts}"`]),
    ...(held[1] === undefined || held[1] === serverTrusts
      ? []
      : [`the server's file holds "${held[1]}", not "${String(serverTrusts)}"`]),
  ];
}
