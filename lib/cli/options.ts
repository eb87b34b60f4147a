import { Option, type Command } from 'commander';

/** How results are written; not every verb knows all of them. */
export type Format = 'text' | 'json' | 'markdown' | 'mermaid';

/** Options that every verb has. */
export interface CommonOptions {
  /** The program. */
  readonly app?: string;
  /** The folder for reviewed files. */
  readonly output?: string;
  readonly format: Format;
  readonly color: boolean;
  readonly quiet: boolean;
}

/** Adds the options that every verb has. */
export function addCommonOptions(command: Command, formats: readonly Format[] = ['text', 'json']): Command {
  refuseTwoFormats(command);
  return command
    .option('-a, --app <file>', 'the program (default: "plinth": { "app" } in package.json, or else stacks/main.ts)')
    .option('-o, --output <folder>', 'the folder for reviewed files (default: what the program says, or else dist)')
    .addOption(new Option('--format <format>', 'how results are written').choices(formats).default('text'))
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .option('--no-color', 'no colours; they are also left out for pipes and with NO_COLOR')
    .option('-q, --quiet', 'errors and results only', false);
}

/** The last one would win, and whoever reads the result by a program would get what they cannot read. */
function refuseTwoFormats(command: Command): void {
  const said = new Set<string>();
  const hear = (format: string): void => {
    said.add(format);
    if (said.size > 1)
      command.error(`error: the formats ${[...said].join(' and ')} are both asked for; say one format`);
  };
  command.on('option:format', hear).on('option:json', () => {
    hear('json');
  });
}
