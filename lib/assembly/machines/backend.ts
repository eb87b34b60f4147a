import type { JsonObject } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { MachineBackendSpec } from '../model/machine';
import { releases } from './releases';
import { literal } from './terms';

/** The settings of the file as a whole: who reads it, which provider it needs, and where the state is kept. */
export function terraformBlock(assembly: Assembly): JsonObject {
  const [backend] = resourcesOf(assembly, 'machine-backend');
  return {
    required_version: backend?.spec.kind === 's3' ? releases.coreWithS3 : releases.core,
    required_providers: { openstack: { ...releases.provider } },
    ...(backend && { backend: { [backend.spec.kind]: settingsOf(backend.spec) } }),
  };
}

function settingsOf({ kind, settings }: MachineBackendSpec): JsonObject {
  const { endpoint, ...rest } = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, literal(value)]),
  );
  if (kind !== 's3') return { ...rest, ...(endpoint !== undefined && { endpoint }) };
  // Others than Amazon have neither its accounts nor its regions, and take the name of a bucket in the path.
  const elsewhere = endpoint !== undefined && {
    endpoints: { s3: endpoint },
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
    use_path_style: true,
  };
  return { ...rest, encrypt: true, use_lockfile: true, ...elsewhere };
}
