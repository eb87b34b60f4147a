/*
 * YAML as Plinth writes and reads it: block style in the caller's order of keys, without anchors, tags or folded lines.
 *
 * What is written reads back as the same data under YAML 1.1 and 1.2, because kubectl, cloud-init and people's tools read
 * different versions. What is read is read as Kubernetes reads it. This folder knows text and plain data only: no
 * Kubernetes objects, and no files.
 */
export { toYaml } from './write-yaml';
export { NotPlainData } from './not-plain-data';
export { parseYaml } from './read-yaml';
export { YamlError } from './yaml-error';
