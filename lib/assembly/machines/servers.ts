import type { JsonObject } from '../../core';
import { bootDocumentName } from '../boot';
import { expression, label, literal, type Server } from './terms';

/** The server itself. A new boot document or image never replaces it: that is a step of a plan, one host at a time. */
export function serverJson({ name, view, machine }: Server): JsonObject {
  const { flavor, image, availabilityZone, serverGroup, stateful } = machine;
  return {
    name,
    flavor_name: literal(flavor),
    image_name: literal(image),
    ...(availabilityZone !== undefined && { availability_zone: literal(availabilityZone) }),
    network: [{ port: expression(`openstack_networking_port_v2.${label(name)}.id`) }],
    scheduler_hints: [{ group: expression(`openstack_compute_servergroup_v2.${label(serverGroup)}.id`) }],
    user_data: expression(`file("\${path.module}/\${var.boot}/${bootDocumentName(view.pool, name)}")`),
    lifecycle: {
      ignore_changes: ['user_data', 'image_id', 'image_name'],
      ...(stateful && { prevent_destroy: true }),
    },
  };
}

/** Its way into the network, with the address that everybody knows it by. */
export function portJson({ name, view, machine }: Server, groups: readonly string[]): JsonObject {
  const { network, subnet, allowedAddresses } = machine;
  return {
    name,
    network_id: expression(`data.openstack_networking_network_v2.${label(network)}.id`),
    fixed_ip: [
      {
        subnet_id: expression(`data.openstack_networking_subnet_v2.${label(network, subnet)}.id`),
        ip_address: view.host.spec.address,
      },
    ],
    security_group_ids: [...groups],
    ...(allowedAddresses.length > 0 && {
      allowed_address_pairs: allowedAddresses.map((address) => ({ ip_address: address })),
    }),
  };
}

/** Networks and subnets that exist already, by the names that the cloud gives them. */
export function networksJson(servers: readonly Server[]): JsonObject {
  const networks = servers.map(({ machine: { network } }) => [label(network), { name: literal(network) }] as const);
  const subnets = servers.map(({ machine: { network, subnet } }) => {
    const id = expression(`data.openstack_networking_network_v2.${label(network)}.id`);
    return [label(network, subnet), { name: literal(subnet), network_id: id }] as const;
  });
  return {
    openstack_networking_network_v2: Object.fromEntries(networks),
    openstack_networking_subnet_v2: Object.fromEntries(subnets),
  };
}

export function serverGroupsJson(servers: readonly Server[]): JsonObject {
  return Object.fromEntries(
    servers.map(({ machine: { serverGroup, serverGroupPolicy } }) => [
      label(serverGroup),
      { name: literal(serverGroup), policies: [serverGroupPolicy] },
    ]),
  );
}

/** Disks that outlive their server, and which server has them. */
export function volumesJson(servers: readonly Server[]): {
  readonly volumes: JsonObject;
  readonly attachments: JsonObject;
} {
  const all = servers.flatMap((server) => server.machine.volumes.map((volume) => ({ server, volume })));
  return {
    volumes: Object.fromEntries(
      all.map(({ server, volume: { name, gibibytes, type } }) => [
        label(server.name, name),
        {
          name: `${server.name}-${literal(name)}`,
          size: gibibytes,
          ...(type !== undefined && { volume_type: literal(type) }),
          lifecycle: { prevent_destroy: true },
        },
      ]),
    ),
    attachments: Object.fromEntries(
      all.map(({ server, volume: { name } }) => [
        label(server.name, name),
        {
          instance_id: expression(`openstack_compute_instance_v2.${label(server.name)}.id`),
          volume_id: expression(`openstack_blockstorage_volume_v3.${label(server.name, name)}.id`),
        },
      ]),
    ),
  };
}
