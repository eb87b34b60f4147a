/**
 * Writes lib/kube-api/data/ from the sources of Kubernetes and of the Gateway API: `npm run generate:kube-api`.
 *
 * Needs Go and a module proxy. The same table of versions (sources.ts) gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../lib/core/json';
import type { MinorData } from '../../lib/kube-api/data';
import { kubernetesMinors } from '../../lib/kube-api/minor';
import { dataText } from './data-text';
import { disabledVersions } from './enabled-versions';
import { gatewayApiData } from './gateway-api';
import { GoModule, type ModuleRecord } from './go-module';
import { parseGoOpenapi } from './go-openapi';
import { groupOf, parseLifecycle } from './lifecycle';
import { mergeLifecycles, type MinorLifecycles } from './lifecycles';
import { minorData } from './minor-data';
import { gatewayApi, lifecycleModules, patches } from './sources';
import type { Swagger } from './swagger';

const generatedOpenapi = 'pkg/generated/openapi/zz_generated.openapi.go';
const records: Record<string, readonly ModuleRecord[]> = {};
const directory = join(__dirname, '../../lib/kube-api/data');

function write(file: string, data: unknown, modules: readonly GoModule[]): void {
  const text = dataText(data as Json);
  writeFileSync(join(directory, file), text);
  if (modules.length > 0) records[file] = modules.map((module) => module.record());
  console.log(`${file}: ${String(Math.round(text.length / 1000))} kB`);
}

function minor(patch: string): MinorData {
  const kubernetes = new GoModule({ path: 'k8s.io/kubernetes', version: `v${patch}` });
  const api = new GoModule({ path: 'k8s.io/api', version: `v${patch.replace(/^1/, '0')}` });
  const constant = (path: string, name: string): string => {
    for (const file of api.paths(/\/types\.go$/, path.replace('k8s.io/api/', ''))) {
      const value = new RegExp(`^\\t${name}\\s[^=\\n]*= "([^"]*)"$`, 'm').exec(api.fileOfMany(file))?.[1];
      if (value !== undefined) return value;
    }
    throw new Error(`no constant ${name} in ${path}`);
  };
  const group = (path: string): string =>
    groupOf(api.fileOfMany(`${path.replace('k8s.io/api/', '')}/register.go`)) ?? '';
  const data = minorData(
    `v${patch}`,
    parseGoOpenapi(kubernetes.file(generatedOpenapi), constant),
    JSON.parse(kubernetes.file('api/openapi-spec/swagger.json')) as Swagger,
    disabledVersions(kubernetes.file('pkg/controlplane/instance.go'), group),
  );
  write(`kubernetes-${patch.replace(/\.\d+$/, '')}.json`, data, [kubernetes, api]);
  return data;
}

function lifecycles(served: readonly MinorData[]): void {
  const modules: GoModule[] = [];
  const sources = lifecycleModules.map((wanted): MinorLifecycles => {
    const module = new GoModule(wanted);
    modules.push(module);
    const kinds: MinorLifecycles['kinds'] = new Map(
      module.paths(/\/zz_generated\.prerelease-lifecycle\.go$/).flatMap((path) => {
        const folder = path.slice(0, path.lastIndexOf('/'));
        const group = groupOf(module.fileOfMany(`${folder}/register.go`));
        if (group === undefined) throw new Error(`no API group in ${folder}`);
        const apiVersion = `${group === '' ? '' : `${group}/`}${folder.slice(folder.lastIndexOf('/') + 1)}`;
        return [...parseLifecycle(module.fileOfMany(path))].map(
          ([kind, life]) => [`${apiVersion} ${kind}`, life] as const,
        );
      }),
    );
    return { minor: wanted.minor, module: wanted.path, kinds };
  });
  write('lifecycles.json', { kinds: mergeLifecycles(sources, served) }, modules);
}

function gateway(): void {
  const module = new GoModule(gatewayApi);
  const structs = parseGoOpenapi(module.file(generatedOpenapi), (path, name) => {
    throw new Error(`a default that is the constant ${name} of ${path}`);
  });
  const paths = module.paths(/\/gateway\.networking\.k8s\.io_\w+\.yaml$/, 'config/crd/standard');
  const files = new Map(paths.map((path) => [path, module.file(path)]));
  write('gateway-api.json', gatewayApiData(gatewayApi.version, files, `${gatewayApi.path}/apis`, structs), [module]);
}

mkdirSync(directory, { recursive: true });
const served = kubernetesMinors.map((each) => minor(patches[each]));
lifecycles(served);
gateway();
write('versions.json', records, []);
