// `npm run bench:bed -- [--json]`: seconds from synthesized files to a cluster that serves, on five hosts of this machine.
import { Command } from 'commander';
import { measureInstall, type InstallTimes } from './install';

const command = new Command('bench:bed')
  .description('how long a first install takes, and where the time goes')
  .option('--json', 'print one object of seconds', false)
  .parse();

void main(command.opts<{ readonly json: boolean }>().json);

async function main(asJson: boolean): Promise<void> {
  const times = await measureInstall((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(asJson ? `${JSON.stringify(times, null, 2)}\n` : text(times));
}

function text({ installSeconds, readySeconds, bootSeconds, phases }: InstallTimes): string {
  const parts = Object.entries(phases).map(([phase, seconds]) => `  ${phase.padEnd(24)} ${seconds.toFixed(1)}\n`);
  return [
    `${bootSeconds.toFixed(1)} s until five hosts let people in\n`,
    `${readySeconds.toFixed(1)} s until all nodes are ready (goal 180)\n`,
    `${installSeconds.toFixed(1)} s until everything serves\n`,
    'longest step of each phase, in seconds:\n',
    ...parts,
  ].join('');
}
