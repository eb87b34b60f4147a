import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { ApplyOptions } from './apply';
import { addCommonOptions, type CommonOptions, type Format } from './options';
import type { PlanOptions } from './plan';
import { addReachOptions, type EnvironmentOptions } from './reach-options';
import type { StatusOptions } from './status';
import type { Surroundings } from './surroundings';
import type { SynthOptions } from './synth';
import type { UnlockOptions } from './unlock';
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
  const verb = (usage: string, description: string, formats?: readonly Format[]): Command =>
    addCommonOptions(plinth.command(usage).description(description), formats);

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
  addReachOptions(
    verb('plan', 'Show and write the steps from what is deployed to what the program says.', planFormats)
      .argument('<environment>')
      .option('--from <start>', '"nothing", or a folder like dist/ (default: what hosts have recorded as deployed)'),
  ).action(async (name: string, options: PlanOptions) => {
    done(await verbs.plan(name, options, surroundings));
  });
  addReachOptions(
    verb('apply', 'Carry out the plan; it goes on where an earlier run ended.')
      .argument('<environment>')
      .option('--dry-run', 'show what would be done')
      .option('--yes', 'agree beforehand; nobody is asked')
      .option('--until <step>', 'up to this step or move, and with it')
      .option('--only <step...>', 'these steps or moves alone')
      .option('--skip <step...>', 'leave these out; needs --reason')
      .option('--reason <text>', 'why, for the journal')
      .option('--secrets <folder>', 'files that people give, <pool or host>/<path on the host>')
      .option(
        '--ca-copy <file>',
        'an encrypted second copy of the authorities; brought back from it where they are missing',
      )
      .option('--vault-password-file <file>', 'the password of that copy, as ansible-vault takes it')
      .option('--ansible <path>', 'ansible-playbook, or the folder that it is in (default: from PATH)'),
  ).action(async (name: string, options: ApplyOptions) => {
    done(await verbs.apply(name, options, surroundings));
  });
  addReachOptions(
    verb('status', 'Show what is deployed, how the last run ended, and what differs from what is declared.')
      .argument('<environment>')
      .option('--exit-code', 'exit with 2 when anything differs or is not finished'),
  ).action(async (name: string, options: StatusOptions) => {
    done(await verbs.status(name, options, surroundings));
  });
  addReachOptions(
    verb('unlock', 'Take the lock of an environment away from a run that will never end.')
      .argument('<environment>')
      .option('--yes', 'agree beforehand; nobody is asked'),
  ).action(async (name: string, options: UnlockOptions) => {
    done(await verbs.unlock(name, options, surroundings));
  });
  addReachOptions(
    verb('kubeconfig', 'Print the credentials of an administrator of the cluster.').argument('<environment>'),
  ).action(async (name: string, options: EnvironmentOptions) => {
    done(await verbs.kubeconfig(name, options, surroundings));
  });
  verb('update', 'Move locked releases to the newest that this Plinth knows, and write what follows.')
    .argument('[name]', 'only this one')
    .action(async (name: string | undefined, options: CommonOptions) => {
      done(await verbs.update(name, options, surroundings));
    });
  return plinth;
}

const planFormats: readonly Format[] = ['text', 'json', 'markdown', 'mermaid'];

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
  plinth plan lab --from nothing        the steps of a first install
  plinth apply lab                      carry the plan out
  plinth status lab                     what is deployed, and what differs
  plinth kubeconfig lab > lab.conf      credentials for kubectl

Exit codes: 0 done, 1 failed, 2 findings of severity error, 3 stale (synth --check), 130 stopped by Ctrl-C
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
