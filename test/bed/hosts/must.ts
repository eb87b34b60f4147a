import { run, type Outcome, type Surroundings } from '../../tools/run';

/** What a program prints. @throws with what it said where it fails */
export async function must(program: string, args: readonly string[], surroundings?: Surroundings): Promise<string> {
  return printed([program, ...args], await run(program, args, surroundings));
}

/** @throws with what a command said where it failed */
export function printed(command: readonly string[], { status, stdout, stderr }: Outcome): string {
  if (status === 0) return stdout;
  const said = [stderr.trim(), stdout.trim()].find((text) => text !== '') ?? 'it said nothing';
  throw new Error(`The command "${command.join(' ')}" failed with ${String(status)}: ${said}`);
}
