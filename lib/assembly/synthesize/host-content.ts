import type { FindingKind } from '../../core';
import { fileContent, filePath } from '../findings';
import { bodyProblem, pathProblem, unitNameProblem, unitProblem } from '../hosts';
import type { LayerKind, SpecOf } from '../model/assembly';
import type { FileSpec } from '../model/file';
import type { HostSecretSpec } from '../model/host-secret';
import type { UnitSpec } from '../model/unit';

/** What is wrong with something on hosts, and what to write instead. */
interface Problem {
  readonly kind: FindingKind;
  readonly detail: string;
  readonly fix: string;
}

/** What keeps a resource from being written to its file and read back as the same. */
export function contentProblems<K extends LayerKind>(kind: K, spec: SpecOf<K>): readonly Problem[] {
  switch (kind) {
    case 'file':
      return ofFile(spec as FileSpec);
    case 'unit':
      return ofUnit(spec as UnitSpec);
    case 'host-secret':
      return ofSecret(spec as HostSecretSpec);
    default:
      return [];
  }
}

function ofFile({ path, body }: FileSpec): readonly Problem[] {
  return [...ofPath(path), ...ofContent(path, body.format, bodyProblem(body))];
}

function ofSecret({ path, template }: HostSecretSpec): readonly Problem[] {
  return [...ofPath(path), ...(template ? ofContent(path, template.body.format, bodyProblem(template.body)) : [])];
}

function ofUnit({ name, body }: UnitSpec): readonly Problem[] {
  const problem = unitNameProblem(name);
  return [
    ...(problem === undefined
      ? []
      : [{ kind: filePath, detail: `"${name}" ${problem}.`, fix: 'Write the name as systemctl shows it.' }]),
    ...(body ? ofContent(name, 'unit', unitProblem(body)) : []),
  ];
}

function ofPath(path: string): readonly Problem[] {
  const problem = pathProblem(path);
  if (problem === undefined) return [];
  return [{ kind: filePath, detail: `"${path}" ${problem}.`, fix: 'Write the whole path, as in "/etc/motd".' }];
}

const fixes: Readonly<Partial<Record<string, string>>> = {
  unit: 'Write each setting in one line.',
  env: 'Write each variable in one line.',
};

function ofContent(where: string, format: string, problem: string | undefined): readonly Problem[] {
  if (problem === undefined) return [];
  return [
    {
      kind: fileContent,
      detail: `In "${where}" ${problem}; a file of the format "${format}" cannot hold that.`,
      fix: fixes[format] ?? 'Write what the format has a form for.',
    },
  ];
}
