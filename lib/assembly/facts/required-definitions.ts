import { objectsAt, textAt } from '../../core';
import { gatewayApi, type GatewayApiCrd } from '../../kube-api';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ComponentResource } from '../model/component';
import { apiGroup } from '../model/identity';
import type { ObjectResource } from '../model/object';

const gatewayGroup = 'gateway.networking.k8s.io';

/** The CustomResourceDefinitions that objects and components need and that their environment does not bring. */
export function missingDefinitions(
  assembly: Assembly,
  objects: readonly ObjectResource[] = resourcesOf(assembly, 'object'),
  components: readonly ComponentResource[] = resourcesOf(assembly, 'component'),
): readonly GatewayApiCrd[] {
  const kinds = new Set(objects.flatMap(gatewayKinds));
  const watched = new Set(components.flatMap(({ spec }) => spec.watches ?? []));
  if (kinds.size + watched.size === 0) return [];
  const brought = new Set(
    resourcesOf(assembly, 'object')
      .filter(({ spec }) => spec.kind === 'CustomResourceDefinition')
      .map(({ spec }) => spec.metadata.name),
  );
  return gatewayApi().crds.filter(({ kind, name }) => (kinds.has(kind) || watched.has(name)) && !brought.has(name));
}

/** The text of `manifests/_cluster/required.txt`; undefined where nothing is required. */
export function requiredDefinitions(assembly: Assembly): string | undefined {
  const required = missingDefinitions(assembly);
  if (required.length === 0) return undefined;
  const { version } = gatewayApi();
  const entries = required
    .map(({ name, url, sha256 }) => `# ${name} ${version}\n${sha256}  ${url}\n`)
    .sort()
    .join('');
  const head =
    '# CustomResourceDefinitions that the cluster must have before this folder is applied: the digest of each file, and where\n' +
    '# it is. Fetch it, compare its sha256, then: kubectl apply --server-side -f FILE\n';
  return head + entries;
}

/** The kinds of the Gateway API that an object is of, or refers to. */
function gatewayKinds({ spec: manifest }: ObjectResource): readonly string[] {
  if (apiGroup(manifest.apiVersion) !== gatewayGroup) return [];
  const own = manifest.kind;
  const parents = objectsAt(manifest, 'spec', 'parentRefs')
    .filter((parent) => (textAt(parent, 'group') ?? gatewayGroup) === gatewayGroup)
    .map((parent) => textAt(parent, 'kind') ?? 'Gateway');
  const parent = textAt(manifest, 'spec', 'parentRef', 'name') === undefined ? [] : ['Gateway'];
  const ofClass = textAt(manifest, 'spec', 'gatewayClassName') === undefined ? [] : ['GatewayClass'];
  return [own, ...parents, ...parent, ...ofClass];
}
