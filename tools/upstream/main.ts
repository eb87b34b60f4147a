// Builds ahead what tests need: npx ts-node tools/upstream/main.ts [build|schemas|bed|long]
import { bedComponents, longComponents, programs, schemas, upstream, type Component } from './index';

const say = (line: string): void => {
  console.log(line);
};

async function main(verb = 'all'): Promise<void> {
  if (!['all', 'build', 'schemas', 'bed', 'long'].includes(verb)) {
    throw new Error(
      `"${verb}" is not known here. Write "build" for the programs that tests in test/tools ask, "schemas" for the ` +
        'schemas, nothing for both, "bed" for what the hosts of the bed run, or "long" for what only long tests run there.',
    );
  }
  if (verb === 'bed') {
    list(await bedComponents(say));
    return;
  }
  if (verb === 'long') {
    list(await longComponents(say));
    return;
  }
  if (verb !== 'build') say(`schemas: ${await schemas(say)}`);
  if (verb === 'schemas') return;
  // One after another: the compiler itself uses every processor.
  for (const program of programs) say(`${program}: ${await upstream(program, say)}`);
}

function list(components: readonly Component[]): void {
  for (const { name, version, file } of components) say(`${name} ${version}: ${file}`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
