// Makes the site of an environment ahead: npx ts-node test/bed/site/main.ts [FOLDER IN dist] [MIRROR]
import { resolve } from 'node:path';
import { site } from './index';

async function main(dist = 'dist/bed', mirror = 'http://10.88.0.1:8000'): Promise<void> {
  const made = await site(resolve(dist), mirror, (line) => {
    console.log(line);
  });
  for (const { path, sha256, version } of made.artifacts) console.log(`${sha256} ${path} (${version})`);
  for (const { name, digest, from } of made.images) console.log(`${digest} ${name} (${from.join(', ')})`);
  console.log(made.folder);
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
