import type { ServerGroupPolicy } from './machine';

/** What Nova does with the servers of a group; `affinity` would put all eggs into one basket. */
export const serverGroupPolicies: readonly ServerGroupPolicy[] = ['anti-affinity', 'soft-anti-affinity'];

const bytesOfBase64 = (characters: number): number => Math.floor(characters / 4) * 3;

/**
 * How many bytes of user data providers take, before anything encodes them.
 *
 * Nova takes 65,535 characters of base64 (`user_data` in nova/api/openstack/compute/schemas/servers.py), which the provider of
 * Terraform makes of the file.
 */
export const userDataLimits = { openstack: bytesOfBase64(65_535) } as const;
