import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingKinds, PlinthError } from '../lib/core';
import { App, synthesizeApp } from '../lib/program';

/** Declares what is in an app. */
export type Program = (app: App) => void;

/** A program with the fault of a code, and the same program done as it should be. */
interface Case<P> {
  readonly fault: P;
  readonly neighbour: P;
  /** What follows from the fault as well. */
  readonly also?: readonly string[];
}

/** Runs a program through everything, and gives the codes of all findings, also of those that the program accepts. */
type Run<P> = (program: P) => readonly string[] | Promise<readonly string[]>;

/** Runs every case of a room through the whole pipeline, and asserts that no code of the room lacks one. */
export function everyCode<P>(room: string, cases: Readonly<Record<string, Case<P>>>, run: Run<P>): void {
  test('every code of the room has a case', () => {
    const loaded = findingKinds().map(({ code }) => code);

    expect(Object.keys(cases).sort()).toEqual(codesOfRoom(room));
    expect(loaded).toEqual(expect.arrayContaining(Object.keys(cases)));
    // Whatever is declared is seen in the sources.
    expect(codesOfRoom('.')).toEqual(expect.arrayContaining(loaded));
  });

  describe.each(Object.entries(cases))('%s', (code, { fault, neighbour, also = [] }) => {
    test('the program with the fault is told', async () => {
      expect(new Set(await run(fault))).toEqual(new Set([code, ...also]));
    });

    test('its neighbour passes', async () => {
      expect(await run(neighbour)).toEqual([]);
    });
  });
}

/** What synthesis tells of a program. What is refused while it is being made ends it, as it does under the command. */
export function synthesizing(program: Program): readonly string[] {
  const app = new App();
  try {
    program(app);
    const { findings, acknowledged } = synthesizeApp(app, { lock: false });
    return [...findings, ...acknowledged.map(({ finding }) => finding)].map(({ code }) => code);
  } catch (error) {
    if (error instanceof PlinthError) return error.findings.map(({ code }) => code);
    throw error;
  }
}

/** The codes that the files of a room declare. */
function codesOfRoom(room: string): readonly string[] {
  const folder = join(__dirname, '../lib', room);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .flatMap((source) => [...source.matchAll(/findingKind\(\{\s*code: '([^']+)'/g)])
    .map(([, code = '']) => code)
    .sort();
}
