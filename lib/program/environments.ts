import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isEnvironment, type Environment } from '../constructs/base';
import { finding, nearestName, PlinthError, SourceLines, type Finding } from '../core';
import * as findings from './findings';

/** The environments of a program, in the order in which they were made, and what is wrong with how they stand. */
export interface Found {
  readonly environments: readonly Environment[];
  readonly findings: readonly Finding[];
}

/** Finds the environments of the apps that a program made. Nothing that the program declares is left out in silence. */
export function findEnvironments(apps: readonly IConstruct[], sourceRoot: string): Found {
  const lines = new SourceLines(sourceRoot);
  const found: Environment[] = [];
  const wrong: Finding[] = [];
  const report = (
    kind: (typeof findings)[keyof typeof findings],
    at: IConstruct,
    detail: string,
    fix: string,
  ): void => {
    wrong.push(finding(kind, { path: at.node.path, source: lines.of(at), detail, fix }));
  };
  for (const { construct, outer } of apps.flatMap((app) => [...parts(app)])) {
    if (outer && isEnvironment(construct)) {
      report(
        findings.environmentNested,
        construct,
        `"${construct.name}" stands inside the environment "${outer.name}".`,
        `Make it beside "${outer.name}": new Environment(app, '${construct.name}', ...).`,
      );
    } else if (isEnvironment(construct)) {
      const first = found.find(({ name }) => name === construct.name);
      if (first) {
        report(
          findings.environmentDuplicate,
          construct,
          `"${construct.name}" is declared ${declaredAt(lines, first)} already; both would be written to the same folder.`,
          'Give one of them another name.',
        );
      } else {
        found.push(construct);
      }
    } else if (!outer && (Chart.isChart(construct) || ApiObject.isApiObject(construct))) {
      report(
        findings.outsideEnvironment,
        construct,
        `"${construct.node.path}" would be written nowhere.`,
        "Put it into an environment: new Stack(environment, 'name'), or new Chart(environment, 'name').",
      );
    }
  }
  return { environments: found, findings: wrong };
}

interface Part {
  readonly construct: IConstruct;
  /** The environment around it. */
  readonly outer: Environment | undefined;
}

/** Everything below an app, parents first; nothing below what is outside of environments and is reported as a whole. */
function* parts(app: IConstruct): Generator<Part> {
  const pending: Part[] = [];
  const add = (parent: IConstruct, outer: Environment | undefined): void => {
    const { children } = parent.node;
    for (let i = children.length - 1; i >= 0; i--) {
      const construct = children[i];
      if (construct) pending.push({ construct, outer });
    }
  };
  add(app, undefined);
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    const { construct, outer } = next;
    if (outer) add(construct, outer);
    else if (isEnvironment(construct)) add(construct, construct);
    else if (!Chart.isChart(construct)) add(construct, undefined);
  }
}

function declaredAt(lines: SourceLines, construct: IConstruct): string {
  const source = lines.of(construct);
  return source === undefined ? 'elsewhere' : `at ${source}`;
}

/**
 * The environments with these names, in the program's order; all of them when no names are given.
 *
 * @throws PlinthError `environment-unknown`, or `program-empty` when there are none at all
 */
export function selectEnvironments(
  environments: readonly Environment[],
  only: readonly string[] | undefined,
): readonly Environment[] {
  if (environments.length === 0) {
    throw PlinthError.of(
      findings.programEmpty,
      'The program made no App with an Environment in it, so there is nothing to synthesize.',
      "Write new Environment(app, 'production', ...). If the program waits for something first, export its promise.",
    );
  }
  const names = environments.map(({ name }) => name);
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  const [first] = unknown;
  if (first !== undefined) {
    const near = nearestName(first, names);
    throw PlinthError.of(
      findings.environmentUnknown,
      `The program has no ${unknown.map((name) => `"${name}"`).join(' and no ')}; it has ${names.join(', ')}.`,
      near === undefined ? 'Write one of these names.' : `Did you mean "${near}"?`,
    );
  }
  return only === undefined || only.length === 0
    ? environments
    : environments.filter(({ name }) => only.includes(name));
}
