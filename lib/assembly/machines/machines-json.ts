import type { JsonObject } from '../../core';
import type { Assembly } from '../model/assembly';
import { terraformBlock } from './backend';
import { groupsOf, securityGroups } from './security-groups';
import { networksJson, portJson, serverGroupsJson, serverJson, volumesJson } from './servers';
import { expression, label, serversOf, type Server } from './terms';

/** The file for OpenTofu and Terraform; undefined in an environment that has no server to be made. */
export function machinesJson(assembly: Assembly): string | undefined {
  const servers = serversOf(assembly);
  if (servers.length === 0) return undefined;
  const { groups, rules } = securityGroups(assembly, servers);
  const { volumes, attachments } = volumesJson(servers);
  const file: JsonObject = {
    terraform: terraformBlock(assembly),
    variable: {
      boot: {
        type: 'string',
        description: 'The folder with the boot documents of the hosts, seen from this one.',
        default: `../../../build/${assembly.environment.name}/boot`,
      },
    },
    data: networksJson(servers),
    resource: withoutEmpty({
      openstack_networking_secgroup_v2: groups,
      openstack_networking_secgroup_rule_v2: rules,
      openstack_compute_servergroup_v2: serverGroupsJson(servers),
      openstack_networking_port_v2: byHost(servers, (server) => portJson(server, groupsOf(assembly, server))),
      openstack_compute_instance_v2: byHost(servers, serverJson),
      openstack_blockstorage_volume_v3: volumes,
      openstack_compute_volume_attach_v2: attachments,
    }),
    output: {
      addresses: {
        description: 'Where each host answers.',
        value: Object.fromEntries(
          servers.map(({ name }) => [
            name,
            expression(`openstack_networking_port_v2.${label(name)}.fixed_ip[0].ip_address`),
          ]),
        ),
      },
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function byHost(servers: readonly Server[], json: (server: Server) => JsonObject): JsonObject {
  return Object.fromEntries(servers.map((server) => [label(server.name), json(server)]));
}

function withoutEmpty(resources: Readonly<Record<string, JsonObject>>): JsonObject {
  return Object.fromEntries(Object.entries(resources).filter(([, all]) => Object.keys(all).length > 0));
}
