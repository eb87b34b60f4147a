import type { StorageClassFacts } from '../../../assembly';
import type { Host } from '../../hosts';
import { Storage } from './storage';

/** What is asked for, or else what there is to be had. */
export function storageOf(storage: Storage | undefined, workers: readonly Host[]): Storage {
  if (storage) return storage;
  return workers.some(({ pool }) => pool.volumes.length > 0) ? Storage.localVolumes() : Storage.none();
}

/** The classes that claims may name. */
export function storageClasses(storage: Storage | undefined, workers: readonly Host[]): readonly StorageClassFacts[] {
  switch (storageOf(storage, workers).kind) {
    case 'local-volumes':
      return [{ name: 'local', default: true }];
    case 'local-path':
      return [{ name: 'local-path', default: true }];
    case 'none':
      return [];
  }
}
