// Builds ahead what tests need: npx ts-node tools/upstream/main.ts [build|schemas|bed]
import { bedComponents, programs, schemas, upstream } from './index';

const say = (line: string): void => {
  console.log(line);
};

async function main(verb = 'all'): Promise<void> {
  if (!['all', 'build', 'schemas', 'bed'].includes(verb)) {
    throw new Error(
      `"${verb}" is not known here. Write "build" for the programs that tests in test/tools ask, "schemas" for the ` +
        'schemas, nothing for both, or "bed" for what the hosts of the bed run.',
    );
  }
  if (verb === 'bed') {
    for (const { name, version, file } of await bedComponents(say)) say(`${name} ${version}: ${file}`);
    return;
  }
  if (verb !== 'build') say(`schemas: ${await schemas(say)}`);
  if (verb === 'schemas') return;
  // One after another: the compiler itself uses every processor.
  for (const program of programs) say(`${program}: ${await upstream(program, say)}`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
