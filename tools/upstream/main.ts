// Builds what the tests in test/tools need, ahead of them: npx ts-node tools/upstream/main.ts [build|schemas]
import { programs, schemas, upstream } from './index';

const say = (line: string): void => {
  console.log(line);
};

async function main(verb = 'all'): Promise<void> {
  if (!['all', 'build', 'schemas'].includes(verb)) {
    throw new Error(
      `"${verb}" is not known here. Write "build" for the programs, "schemas" for the schemas, or nothing for both.`,
    );
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
