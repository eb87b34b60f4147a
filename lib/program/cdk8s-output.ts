import { resolve } from 'node:path';
import { resourcesOf, toYaml, writeFiles } from '../assembly';
import { synthesizeApp } from './pipeline';
import { warn } from './plain-run';
import { refuseErrors } from './refusal';
import type { App } from './app';

/** For `cdk8s synth`: the manifests of each stack in one file. cdk8s empties the folder before. */
export function writeForCdk8s(app: App, folder: string): void {
  const { environments, findings } = synthesizeApp(app);
  refuseErrors(findings);
  const documents = new Map<string, string[]>();
  for (const { assembly } of environments) {
    for (const { stack, spec } of resourcesOf(assembly, 'object')) {
      const file = `${assembly.environment.name}.${stack}.k8s.yaml`;
      documents.set(file, [...(documents.get(file) ?? []), toYaml(spec)]);
    }
  }
  const files = new Map([...documents].map(([file, texts]) => [file, texts.join('---\n')] as const));
  writeFiles(resolve(folder), files, []);
  warn(findings);
}
