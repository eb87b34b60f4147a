import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to, imports }, 'tiny');

/** One more statement in the stack of stacks/tiny.ts. */
const added = (statement: string, imports?: string): Promise<string> => {
  const anchor = "const shop = new Stack(this, 'shop');";
  return tiny(anchor, `${anchor}\n    ${statement}`, imports);
};

test('a file of manifests of another digest', async () => {
  expect(
    await added(
      "Manifests.fromFile(shop, 'images', { file: 'stacks/boutique.images.json', sha256: '0000000000000000000000000000000000000000000000000000000000000000' });",
      `import { Manifests } from "../lib/constructs/services";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  file-digest: a file that the program takes in is not the one that was reviewed
      at    tiny/shop           stacks/tiny.ts:13
      why   "stacks/boutique.images.json" has the SHA-256 87cb9f1da148e062244c5e0f687b9fc7665f05d21eef6b70af791aa0d4ea31e1;
            the program says 0000000000000000000000000000000000000000000000000000000000000000.
      fix   Look at what changed in the file, then write sha256:
            '87cb9f1da148e062244c5e0f687b9fc7665f05d21eef6b70af791aa0d4ea31e1'."
  `);
});

test('a file of manifests that does not exist', async () => {
  expect(
    await added(
      "Manifests.fromFile(shop, 'crds', { file: 'vendor/crds.yaml', sha256: '0000000000000000000000000000000000000000000000000000000000000000' });",
      `import { Manifests } from "../lib/constructs/services";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  file-unreadable: a file that the program takes in cannot be read
      at    tiny/shop           stacks/tiny.ts:13
      why   "vendor/crds.yaml" does not exist.
      fix   Give the path relative to the folder in which the program runs, and commit the file."
  `);
});

test('a schedule with seconds', async () => {
  expect(
    await added(
      "new CronJob(shop, 'report', { image: Image.of('registry.example.com/shop/report:1.0.0'), schedule: Schedule.cron('0 30 2 * * *') });",
      `import { CronJob, Schedule } from "../lib/constructs/services";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/tiny.ts:13
      why   "0 30 2 * * *" has 6 fields; a schedule has five.
      fix   Write minute, hour, day of the month, month, day of the week, such as "30 2 * * *", or Schedule.daily({ hour: 2,
            minute: 30 })."
  `);
});

test('a schedule at hour 24', async () => {
  expect(
    await added(
      "new CronJob(shop, 'report', { image: Image.of('registry.example.com/shop/report:1.0.0'), schedule: Schedule.daily({ hour: 24 }) });",
      `import { CronJob, Schedule } from "../lib/constructs/services";`,
    ),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/tiny.ts:13
      why   "0 24 * * *": "24" is no hour.
      fix   Write numbers from 0 to 23, "*", "*/5", "1-5" or a list of these."
  `);
});
