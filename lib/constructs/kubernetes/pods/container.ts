import type { IConstruct } from 'constructs';
import type { JsonObject, Report } from '../../../core';
import { envProblems, envVars, type Env } from './env';
import { fileProblems } from './files';
import type { Health } from './health';
import { mountProblems, volumeMounts, type MountProps } from './mounts';
import { containerPorts, portProblems, resolvePorts, type Ports } from './ports';
import { probes } from './probes';
import { resourceRequirements, type ResourcesProps } from './resources';
import { containerSecurityContext, securityProblems, type SecurityProps } from './security';

/** One container, in the words of the construct that it belongs to. */
export interface ContainerSettings extends MountProps {
  readonly name: string;
  /** The image as Kubernetes writes it. */
  readonly image: string;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly ports?: Ports | undefined;
  readonly health?: Health<string> | undefined;
  readonly env?: Env | undefined;
  readonly resources?: ResourcesProps | undefined;
  readonly security?: SecurityProps | undefined;
  readonly lifecycle?: JsonObject | undefined;
}

/** The container as a pod declares it. Outputs are asked what they are worth to the consumer. */
export function containerManifest(settings: ContainerSettings, consumer: IConstruct): JsonObject {
  const { name, image, command, args, ports = {}, health, env = {}, resources, security, lifecycle } = settings;
  const [variables, mounts, declared] = [envVars(env, consumer), volumeMounts(settings), resolvePorts(ports)];
  return {
    name,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ...(declared.length > 0 && { ports: containerPorts(declared) }),
    ...(variables.length > 0 && { env: variables }),
    resources: resourceRequirements(resources),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
    ...probes(health, ports),
    ...(lifecycle && { lifecycle }),
    securityContext: containerSecurityContext(security),
  };
}

/** Everything that is wrong with a container and that no check of the finished objects can see. */
export function containerProblems(settings: ContainerSettings, consumer: IConstruct): readonly Report[] {
  const { ports = {}, env = {}, security, files = {} } = settings;
  return [
    ...portProblems(ports),
    ...envProblems(env),
    ...mountProblems(settings),
    ...fileProblems(files, consumer),
    ...securityProblems(security),
  ];
}
