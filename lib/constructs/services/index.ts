// What runs in a stack: microservices, jobs, systems outside of the cluster, and manifests that others have written. Their
// images, scales, schedules, releases and host names are values of their own.
// It knows no host and no cluster's making; pods and their defaults are those of constructs/kubernetes.
export { CronJob, type CronJobProps } from './cron-job';
export { Expose, type ExposeHttpsProps, type ExposeProps } from './expose';
export { ExternalService, type ExternalAddressesProps, type ExternalHostProps } from './external-service';
export { Image } from './image';
export { Images, type ImageMap } from './images';
export { Job } from './job';
export type { JobProps, JobSettings } from './job-props';
export { Manifests, type ManifestsProps } from './manifests';
export { Microservice } from './microservice';
export type {
  BlueGreenReleaseProps,
  MicroserviceProps,
  MicroserviceSettings,
  ServingProps,
  SingleReleaseProps,
  WorkerProps,
} from './microservice-props';
export {
  Release,
  type BlueGreenProps,
  type Colour,
  type ReleaseProps,
  type ReleaseStrategy,
  type RollingProps,
} from './release';
export { Scale } from './scale';
export { Schedule, type TimeOfDay, type Weekday } from './schedule';
