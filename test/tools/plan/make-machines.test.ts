import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run, type Outcome } from '../run';
import { folderOf, renderedInstall } from './bed';

jest.setTimeout(1_800_000);

const rendered = renderedInstall('lab');
const scripts = folderOf(rendered);
let tofu: string;
let desk: string;
beforeAll(async () => {
  tofu = await upstream('opentofu');
});
beforeEach(() => {
  desk = mkdtempSync(join(tmpdir(), 'plinth-desk-'));
  for (const inside of ['bin', 'machines']) mkdirSync(join(desk, inside));
  symlinkSync(tofu, join(desk, 'bin/tofu'));
});
afterEach(() => {
  rmSync(desk, { recursive: true });
});

/** What stands for machines: a kind of resource that is built into OpenTofu. */
type Made = Readonly<Record<string, object>>;

function declare(machines: Made): void {
  const declared = { resource: { terraform_data: machines } };
  writeFileSync(join(desk, 'machines/main.tf.json'), JSON.stringify(declared));
}

/** Runs the step with the real OpenTofu. */
function make(machines: Made): Promise<Outcome> {
  declare(machines);
  const env = {
    ...{ PATH: `${join(desk, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: desk, TF_VAR_boot: 'boot' },
    ...{ PLINTH_DESK: desk, PLINTH_MACHINES: join(desk, 'machines') },
  };
  return run('sh', ['steps/machines/make.sh'], { cwd: scripts, env });
}

const one = { input: '1', triggers_replace: 'a' };
const pool = (...names: readonly string[]) => ({ for_each: `\${toset(${JSON.stringify(names)})}`, input: 'pool' });

function refusal(addresses: string): string {
  return `plinth: OpenTofu would destroy ${addresses}, for it is not declared any more, or only otherwise. The disks of a machine go with it, and its address with a port, so no step does that. Declare it as it was. Where nobody needs what is there, take it away by hand and read what is asked: TF_VAR_boot='boot' tofu -chdir='${desk}/machines' apply. Then apply again.\n`;
}

test('machines are made once, and what is added or changed in place comes to them', async () => {
  const first = await make({ one, pool: pool('a') });
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toContain('  Apply complete! Resources: 2 added, 0 changed, 0 destroyed.\nplinth: done\n');
  expect((await make({ one, pool: pool('a') })).stdout).toContain('plinth: satisfied\n');
  expect((await make({ one: { ...one, input: '2' }, pool: pool('a', 'b') })).stdout).toContain(
    '  Apply complete! Resources: 1 added, 1 changed, 0 destroyed.\nplinth: done\n',
  );
  expect(existsSync(join(desk, 'machines.plan'))).toBe(false);
});

test.each([
  ['one that is removed', { pool: pool('a', 'b') }, 'terraform_data.one'],
  ['one of several', { one, pool: pool('b') }, 'terraform_data.pool["a"]'],
  ['one that is renamed', { other: one, pool: pool('a', 'b') }, 'terraform_data.one'],
  ['one that must be replaced', { one: { ...one, triggers_replace: 'b' }, pool: pool('a', 'b') }, 'terraform_data.one'],
  ['all', { other: one }, 'terraform_data.one, terraform_data.pool["a"], terraform_data.pool["b"]'],
])('nothing is destroyed: %s', async (_, machines, addresses) => {
  await make({ one, pool: pool('a', 'b') });
  const state = join(desk, 'machines/terraform.tfstate');
  copyFileSync(state, join(desk, 'before'));

  expect(await make(machines)).toMatchObject({ status: 1, stderr: refusal(addresses) });
  expect((await run('cmp', [state, join(desk, 'before')])).status).toBe(0);
  expect(existsSync(join(desk, 'machines.plan'))).toBe(false);
});

describe('rules of a security group hold nothing', () => {
  const rule = 'openstack_networking_secgroup_rule_v2.control_tcp_8443_control';
  /** What stands for OpenTofu: it says what it would take away, in the words of the real one, and notes that it did. */
  function planning(remove: number, ...addresses: readonly string[]): void {
    const lines = [
      ...addresses.map((addr) => ({ change: { resource: { addr }, action: 'delete' }, type: 'planned_change' })),
      { changes: { add: 0, change: 0, import: 0, remove, forget: 0 }, type: 'change_summary' },
    ];
    writeFileSync(join(desk, 'said'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const program = `#!/bin/sh
case "$*" in
*" plan "*) cat "$PLINTH_DESK/said" ;;
*" apply "*) echo 'Apply complete! Resources: 0 added, 0 changed, ${String(remove)} destroyed.' && touch "$PLINTH_DESK/applied" ;;
esac
`;
    rmSync(join(desk, 'bin/tofu'));
    writeFileSync(join(desk, 'bin/tofu'), program, { mode: 0o755 });
  }

  test('so they go as the ports that they open', async () => {
    planning(2, rule, `${rule}2`);

    expect(await make({})).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(desk, 'applied'))).toBe(true);
  });

  test.each([
    ['a machine', 2, 'openstack_compute_instance_v2.worker-1'],
    ['a port, by which a machine has its address', 2, 'openstack_networking_port_v2.worker-1'],
    ['a group of another name', 2, `x.${rule}`],
  ])('but not %s beside them', async (_, count, address) => {
    planning(count, rule, address);

    expect(await make({})).toMatchObject({ status: 1, stderr: refusal(address) });
    expect(existsSync(join(desk, 'applied'))).toBe(false);
  });

  test('and not what is counted beside them without a name', async () => {
    planning(2, rule);

    expect(await make({})).toMatchObject({ status: 1, stderr: refusal('something that it does not name') });
    expect(existsSync(join(desk, 'applied'))).toBe(false);
  });
});

test('a value that looks like a removal is none', async () => {
  const value = '"action":"delete","type":"planned_change"';
  expect((await make({ one: { input: value }, pool: pool(value) })).status).toBe(0);
  expect((await make({ one: { input: value }, pool: pool(value) })).stdout).toContain('plinth: satisfied\n');
});

test('a plan that does not say what goes is not carried out', async () => {
  rmSync(join(desk, 'bin/tofu'));
  const silent = '#!/bin/sh\ncase "$*" in *" apply "*) echo applied >"$PLINTH_DESK/applied" ;; esac\n';
  writeFileSync(join(desk, 'bin/tofu'), silent, { mode: 0o755 });

  expect(await make({ one })).toMatchObject({ status: 1, stderr: refusal('something that it does not name') });
  expect(existsSync(join(desk, 'applied'))).toBe(false);
});

test('what OpenTofu refuses is told in its words', async () => {
  const { status, stderr } = await make({ one: { inputs: '1' } });

  expect(status).toBe(1);
  expect(stderr).toBe(
    `plinth: The machines in ${desk}/machines cannot be made: Error: Extraneous JSON object property: No argument or block type is named "inputs". Did you mean "input"?. All that was said is in ${desk}/machines.log.\n`,
  );
});
