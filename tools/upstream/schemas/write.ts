import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { customKindsOf } from './custom';
import { fetchModules } from './modules';
import type { KindSchema, Schemas } from './schema';
import { kindsOf, strictDefinitions } from './swagger';

/** Where each project keeps its custom resource definitions, by module. */
const definitionFolders: Readonly<Record<string, string>> = {
  'github.com/cloudnative-pg/cloudnative-pg': 'config/crd/bases',
  'sigs.k8s.io/gateway-api': 'config/crd/standard',
};

/** Writes the schemas of every module that the go.mod in `folder` names into `output`. */
export async function writeSchemas(folder: string, output: string): Promise<void> {
  const { minors, others } = await fetchModules(folder);
  let newest: Schemas = {};
  for (const [minor, sources] of minors) {
    const text = await readFile(join(sources, 'api/openapi-spec/swagger.json'), 'utf8');
    const { definitions } = JSON.parse(text) as { readonly definitions: Schemas };
    newest = strictDefinitions(definitions);
    await writeKinds(join(output, minor), kindsOf(definitions));
  }
  const custom: KindSchema[] = [];
  for (const [module, sources] of others) {
    const definitions = definitionFolders[module];
    if (definitions === undefined)
      throw new Error(`tools/upstream/schemas/write.ts does not say where "${module}" keeps its definitions.`);
    const place = join(sources, definitions);
    for (const file of (await readdir(place)).filter((name) => name.endsWith('.yaml')).sort()) {
      custom.push(...customKindsOf(await readFile(join(place, file), 'utf8'), newest));
    }
  }
  await writeKinds(join(output, 'custom'), custom);
}

async function writeKinds(folder: string, kinds: readonly KindSchema[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const kind of kinds) {
    // Two groups may begin with the same word: the flag makes the second one fail instead of replacing the first.
    await writeFile(join(folder, fileName(kind)), JSON.stringify(kind.schema), { flag: 'wx' });
  }
}

/** The name that kubeconform asks for: only the first word of the group is part of it. */
function fileName({ kind, group, version }: KindSchema): string {
  const words = [kind, ...(group === '' ? [] : [group.split('.')[0]]), version];
  return `${words.join('-').toLowerCase()}.json`;
}
