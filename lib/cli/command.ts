import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addCommonOptions, type CommonOptions } from './options';
import type { Surroundings } from './surroundings';
import type { SynthOptions } from './synth';
import { verbs } from './verbs';

/** The command line: verbs and their options. A verb is loaded when it is called, and its exit code given to `done`. */
export function plinthCommand(surroundings: Surroundings, done: (exitCode: number) => void): Command {
  const plinth = new Command('plinth')
    .description('Infrastructure as code from the operating system up: one typed program, plain reviewable files.')
    .configureOutput({
      writeOut: (text) => void surroundings.out.write(text),
      writeErr: (text) => void surroundings.err.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .option('-V, --version', 'print the version')
    .on('option:version', () => {
      surroundings.out.write(`${version()}\n`);
      throw new VersionShown();
    })
    .helpCommand(false)
    .addHelpText('after', examples);
  const verb = (usage: string, description: string): Command =>
    addCommonOptions(plinth.command(usage).description(description));

  verb('synth', 'Write the files that the program describes, to be reviewed and committed.')
    .argument('[environment...]', 'only these; the others stay as they are')
    .option('--check', 'write nothing; exit with 3 when the files are not what the program says')
    .action(async (names: string[], options: SynthOptions) => {
      done(await verbs.synth(names, options, surroundings));
    });
  verb('check', 'Show all findings and write nothing.')
    .argument('[environment...]', 'only these')
    .action(async (names: string[], options: CommonOptions) => {
      done(await verbs.check(names, options, surroundings));
    });
  verb('list', 'Show environments, their stacks and components.')
    .alias('ls')
    .action(async (options: CommonOptions) => {
      done(await verbs.list(options, surroundings));
    });
  verb('explain', 'Show what a resource is, which line made it, and who has to do with it.')
    .argument('<resource>', 'environment/stack/component, an identity, a file below dist/, or the end of any of these')
    .action(async (resource: string, options: CommonOptions) => {
      done(await verbs.explain(resource, options, surroundings));
    });
  verb('update', 'Move locked releases to the newest that this Plinth knows, and write what follows.')
    .argument('[name]', 'only this one')
    .action(async (name: string | undefined, options: CommonOptions) => {
      done(await verbs.update(name, options, surroundings));
    });
  return plinth;
}

/** Thrown to leave commander when the version has been printed. */
export class VersionShown extends Error {}

const examples = `
Examples:
  plinth synth                          write dist/ for all environments
  plinth synth staging                  write staging, leave the others as they are
  plinth synth --check                  fail when dist/ is stale, for pipelines
  plinth check --json                   all findings as JSON
  plinth list                           what there is
  plinth explain production/shop/cart   one component and its surroundings
  plinth update gateway-api             move one locked release

Exit codes: 0 done, 1 failed, 2 findings of severity error, 3 stale (synth --check)
`;

/** Sources lie in lib/, what was compiled from them in out/lib/. */
function version(): string {
  for (const up of ['../..', '../../..']) {
    try {
      const manifest = JSON.parse(readFileSync(join(__dirname, up, 'package.json'), 'utf8')) as { version?: string };
      if (manifest.version !== undefined) return manifest.version;
    } catch {
      // Not there: it is one folder further up.
    }
  }
  return 'unknown';
}
