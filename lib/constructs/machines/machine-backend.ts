import { Construct } from 'constructs';
import { contributes, hostStack, type MachineBackendSpec } from '../../assembly';
import { captureProvenance, report } from '../../core';
import { environmentOf } from '../base';
import { backendProblems } from './backend-problems';

export interface LocalBackendProps {
  /** The file, seen from `machines/`. @default - `terraform.tfstate` there */
  readonly path?: string;
}

export interface S3BackendProps {
  readonly bucket: string;
  /** @default `<environment>/machines.tfstate` */
  readonly key?: string;
  readonly region: string;
  /** Where the store answers when it is not Amazon's, `https://s3.example.com`. @default - Amazon's */
  readonly endpoint?: string;
}

export interface HttpBackendProps {
  /** Where the state is read and written, `https://state.example.com/lab`. User and password come from `TF_HTTP_*`. */
  readonly address: string;
  /** Where it is locked and unlocked. @default - it is not locked */
  readonly lockAddress?: string;
}

export interface PgBackendProps {
  /** The schema of the database. The connection comes from `PG_CONN_STR`. @default 'terraform_remote_state' */
  readonly schema?: string;
}

/**
 * Where the state of an environment's machines is kept. One for each environment; without one it lies beside the file.
 *
 * No credentials: OpenTofu and Terraform take them from their surroundings. Swift is no choice, as both dropped it with
 * Terraform 1.3: use its S3 interface.
 */
export class MachineBackend extends Construct {
  /** A file, for one person alone. */
  static local(scope: Construct, id: string, { path }: LocalBackendProps = {}): MachineBackend {
    return new MachineBackend(scope, id, { kind: 'local', settings: settings({ path }) });
  }

  /** An object in a bucket, encrypted, with a lock beside it: https://opentofu.org/docs/language/settings/backends/s3/. */
  static s3(scope: Construct, id: string, props: S3BackendProps): MachineBackend {
    const { bucket, key = `${environmentOf(scope).name}/machines.tfstate`, region, endpoint } = props;
    return new MachineBackend(scope, id, { kind: 's3', settings: settings({ bucket, key, region, endpoint }) });
  }

  /** A service over HTTP, such as GitLab: https://opentofu.org/docs/language/settings/backends/http/. */
  static http(scope: Construct, id: string, { address, lockAddress }: HttpBackendProps): MachineBackend {
    const locks = { lock_address: lockAddress, unlock_address: lockAddress };
    return new MachineBackend(scope, id, { kind: 'http', settings: settings({ address, ...locks }) });
  }

  /** A database of PostgreSQL: https://opentofu.org/docs/language/settings/backends/pg/. */
  static pg(scope: Construct, id: string, { schema }: PgBackendProps = {}): MachineBackend {
    return new MachineBackend(scope, id, { kind: 'pg', settings: settings({ schema_name: schema }) });
  }

  private constructor(scope: Construct, id: string, spec: MachineBackendSpec) {
    super(scope, id);
    captureProvenance(this);
    environmentOf(this);
    for (const { kind, detail, fix } of backendProblems(spec)) report(this, kind, detail, fix);
    contributes(this, {
      subject: { stack: { name: hostStack, namespace: '' }, component: id },
      contribute: (into) => {
        into.resource('machine-backend', 'backend', spec);
      },
    });
  }
}

/** The settings that were given. */
function settings(given: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
