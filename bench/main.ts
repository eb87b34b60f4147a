// `npm run bench -- [--json] [--runs N] [--only KEY ...] [--folder DIR]`
import { Command, InvalidArgumentError } from 'commander';
import { bench } from './bench';
import { json, table } from './report';

const command = new Command('bench')
  .description('speed beside peers, as ratios in one run')
  .option('--json', 'print one object of ratios', false)
  .option('--runs <n>', 'counted rounds of each ratio', positiveInteger, 5)
  .option('--only <key...>', 'measure these ratios alone')
  .option('--folder <dir>', 'write there instead of in memory')
  .parse();

interface Options {
  readonly json: boolean;
  readonly runs: number;
  readonly only?: readonly string[];
  readonly folder?: string;
}

const { json: asJson, ...options } = command.opts<Options>();
const results = bench(options);
process.stdout.write(asJson ? `${JSON.stringify(json(results, options.runs), null, 2)}\n` : table(results));

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Write a whole number from 1.');
  return value;
}
