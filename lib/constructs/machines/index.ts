// Where hosts come from: servers of OpenStack, and machines that exist already; and where the state of servers is kept. A value
// says what a pool's hosts are made of; the pool contributes one machine for each host, and assembly/ renders them for OpenTofu
// and Terraform. It knows no operating system and nothing that runs on a host.
export {
  Machine,
  type ExistingMachineProps,
  type MachineHost,
  type OpenStackMachineProps,
  type ServerGroupPolicy,
} from './machine';
export {
  MachineBackend,
  type HttpBackendProps,
  type LocalBackendProps,
  type PgBackendProps,
  type S3BackendProps,
} from './machine-backend';
