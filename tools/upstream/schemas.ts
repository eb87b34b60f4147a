import { join } from 'node:path';
import { cached, type Say } from './cache';
import { writeSchemas } from './schemas/write';

let running: Promise<string> | undefined;

/**
 * The folder with strict JSON schemas, made on the first call and kept in the cache: one folder for each Kubernetes
 * minor (`1.36`) and one for custom resources (`custom`), each with files named as kubeconform looks for them.
 */
export function schemas(say?: Say): Promise<string> {
  const folder = join(__dirname, 'schemas');
  running ??= cached({ name: 'schemas', folders: [folder], make: (draft) => writeSchemas(folder, draft) }, say);
  return running;
}
