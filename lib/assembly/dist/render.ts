import { shortDigest, type Json } from '../../core';
import { factFiles } from '../facts';
import { bodyText, hostFilePath } from '../hosts';
import { unitText } from '../hosts/unit-text';
import { machinesJson } from '../machines';
import { resourceKinds, type Assembly, type Resource } from '../model/assembly';
import { toYaml } from '../yaml';
import { manifestPath, type FileTree } from './files';
import { listByLine, mappingByLine } from './graph-json';

/** All files of one environment, below `dist/<environment>/`. Pure: the same assembly gives the same bytes. */
export function render(assembly: Assembly): FileTree {
  const files = new Map<string, string>();
  const graph = new Map<string, [string, Json][]>(resourceKinds.map((kind) => [kind, []]));
  for (const resource of Object.values(assembly.resources)) {
    graph.get(resource.kind)?.push([resource.id, entry(resource, files)]);
  }
  for (const [kind, entries] of graph) {
    if (entries.length > 0) files.set(`graph/${kind}.json`, mappingByLine(entries));
  }
  const { schema, environment, acknowledgements, edges } = assembly;
  const header: Record<string, unknown> = { schema, ...environment };
  files.set('graph/environment.json', mappingByLine(Object.entries(header) as [string, Json][]));
  if (acknowledgements.length > 0)
    files.set('graph/acknowledgements.json', listByLine(acknowledgements as readonly object[] as readonly Json[]));
  if (edges.length > 0) files.set('graph/edges.json', listByLine(edges as readonly object[] as readonly Json[]));
  const machines = machinesJson(assembly);
  if (machines !== undefined) files.set('machines/main.tf.json', machines);
  for (const [path, content] of factFiles(assembly)) files.set(path, content);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What `graph/<kind>.json` says of a resource. What is a file of its own stands here only with its digest. The stack is part of the key. */
function entry(resource: Resource, files: Map<string, string>): Json {
  const { owner, renamedFrom, spec } = resource;
  const common = { owner, ...(renamedFrom !== undefined && { renamedFrom }) };
  if (resource.kind === 'object') {
    const content = toYaml(resource.spec);
    files.set(manifestPath(resource.id), content);
    return { ...common, digest: shortDigest(content) };
  }
  if (resource.kind === 'file') {
    const { body, ...rest } = resource.spec;
    const content = bodyText(body);
    files.set(hostFilePath(resource.id), content);
    return { ...common, format: body.format, digest: shortDigest(content), spec: rest as object as Json };
  }
  if (resource.kind === 'unit' && resource.spec.body) {
    const { body, ...rest } = resource.spec;
    const content = unitText(body);
    files.set(hostFilePath(resource.id), content);
    return { ...common, digest: shortDigest(content), spec: rest as object as Json };
  }
  return { ...common, spec: spec as object as Json };
}
