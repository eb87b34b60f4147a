// Machines as one JSON file that OpenTofu and Terraform read: servers, ports, security groups, volumes of OpenStack, and where
// the state is kept. Made from the resources of an assembly alone. Credentials are never in it: the provider takes them from
// its surroundings (clouds.yaml, OS_*), and so does the backend.
export { machinesJson } from './machines-json';
