// Where hosts come from: servers of OpenStack, and machines that exist already. A value says what a pool's hosts are made of;
// the pool contributes one machine for each host, and assembly/ renders them for OpenTofu and Terraform.
// It knows no operating system and nothing that runs on a host.
export { Machine, type MachineHost, type ExistingMachineProps, type OpenStackMachineProps } from './machine';
