// Volumes of hosts for claims in the cluster: those that pools declare, as objects, or folders that a provisioner makes.
// A folder of the kubernetes room: what others may use is listed in its index.ts.
export { contributeLocalVolumes } from './contribute-volumes';
export { Storage, type LocalPathImages } from './storage';
export { storageClasses, storageOf } from './storage-classes';
