import { environmentsBefore, distFiles, type Assembly, type FileSet, type FileTree } from '../assembly';
import type { Finding } from '../core';
import type { SynthesizedProgram } from '../program';
import { dist, manifestsOfStack } from './synthesized-files';

/** What was synthesized: a whole program, one of its environments, or one stack. */
export type Subject =
  { readonly kind: 'program' } | { readonly kind: 'environment' } | { readonly kind: 'stack'; readonly name: string };

/** A program, an environment or a stack as data. Nothing has been written. */
export class Synthesis {
  /** The environments, in the program's order. Of a stack: its environment, with the stack's part of it. */
  readonly assemblies: readonly Assembly[];
  /** What is wrong and was not acknowledged. */
  readonly findings: readonly Finding[];
  /** What was acknowledged, and why. */
  readonly acknowledged: SynthesizedProgram['acknowledged'];
  readonly #subject: Subject;

  constructor(subject: Subject, synthesized: SynthesizedProgram) {
    this.#subject = subject;
    this.assemblies = synthesized.environments.map(({ assembly }) => assembly);
    this.findings = synthesized.findings;
    this.acknowledged = synthesized.acknowledged;
  }

  /** The one environment. @throws Error when there are several */
  get assembly(): Assembly {
    const [only, ...others] = this.assemblies;
    if (!only || others.length > 0) {
      const names = this.assemblies.map(({ environment }) => environment.name).join(', ');
      throw new Error(`there are several environments, ${names}: use assemblyOf(name), or synthesize one of them`);
    }
    return only;
  }

  /** An environment by name. @throws Error when there is none */
  assemblyOf(name: string): Assembly {
    const found = this.assemblies.find(({ environment }) => environment.name === name);
    if (found) return found;
    const names = this.assemblies.map(({ environment }) => environment.name).join(', ');
    throw new Error(`there is no environment "${name}", but ${names}`);
  }

  /** The files by path: below dist/ for a program or an environment, below `manifests/` for a stack. */
  get files(): FileTree {
    return this.#files([]);
  }

  /** The files for a folder, with what may be removed from it. Other environments that lie there stay. */
  filesFor(folder: string): FileSet {
    const { kind } = this.#subject;
    if (kind === 'stack') {
      const { name } = this.#subject;
      return { folder, files: this.files, before: manifestsOfStack(folder, name) };
    }
    const own = this.assemblies.map(({ environment }) => environment.name);
    const kept = kind === 'program' ? [] : environmentsBefore(folder).filter((name) => !own.includes(name));
    return distFiles(folder, this.#files(kept), kept);
  }

  #files(kept: readonly string[]): FileTree {
    return dist(this.assemblies, this.#subject, kept);
  }
}
