import { Option, type Command } from 'commander';

/** Options that every verb has. */
export interface CommonOptions {
  /** The program. */
  readonly app?: string;
  /** The folder for reviewed files. */
  readonly output?: string;
  readonly format: 'text' | 'json';
  readonly color: boolean;
  readonly quiet: boolean;
}

/** Adds the options that every verb has. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('-a, --app <file>', 'the program (default: "plinth": { "app" } in package.json, or else stacks/main.ts)')
    .option('-o, --output <folder>', 'the folder for reviewed files (default: what the program says, or else dist)')
    .addOption(new Option('--format <format>', 'how results are written').choices(['text', 'json']).default('text'))
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .option('--no-color', 'no colours; they are also left out for pipes and with NO_COLOR')
    .option('-q, --quiet', 'errors and results only', false);
}
