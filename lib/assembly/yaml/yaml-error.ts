/** Thrown for a text that is not YAML, or not YAML that stands for plain data. Line and column count from 1. */
export class YamlError extends Error {
  readonly line: number;
  readonly column: number;
  /** The sentence without the place, for callers that print the place themselves, with a file name. */
  readonly problem: string;

  constructor(line: number, column: number, problem: string) {
    super(`line ${String(line)}, column ${String(column)}: ${problem}`);
    this.name = 'YamlError';
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}
