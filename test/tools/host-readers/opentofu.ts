import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run, type Outcome } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

/**
 * What `tofu validate` says to a module, with the schemas of the real OpenStack provider; empty when it accepts it. A
 * warning is a problem. OpenTofu passes over the `required_version` of a `*.tf`: it is Terraform's, and only in a `*.tofu`
 * its own.
 */
export function tofuValidate(folder: string): Promise<readonly string[]> {
  return inModule(folder, async (tofu) => {
    const outcome = await tofu(['validate', '-json']);
    const { diagnostics } = JSON.parse(outcome.stdout) as { readonly diagnostics: readonly Diagnostic[] };
    return orRefusal(outcome, diagnostics.map(problemOf));
  });
}

/**
 * What `tofu test` says to a module; empty when every run passes.
 *
 * The test is the text of a `.tftest.hcl` and should have `mock_provider "openstack" {}`: there is no cloud. A test
 * without a run is a problem.
 */
export function tofuTest(folder: string, test: string): Promise<readonly string[]> {
  return inModule(folder, async (tofu, module) => {
    writeFileSync(join(module, 'plinth.tftest.hcl'), test);
    const outcome = await tofu(['test', '-json', '-filter=plinth.tftest.hcl']);
    const events = linesOf(outcome.stdout).map((line) => JSON.parse(line) as TestEvent);
    const problems = events.flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [problemOf(diagnostic)]));
    const passed = events.find(({ test_summary }) => test_summary)?.test_summary?.passed ?? 0;
    if (problems.length === 0 && outcome.status === 0 && passed === 0) return ['no run of the test was passed'];
    return orRefusal(outcome, problems);
  });
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

interface TestEvent {
  readonly diagnostic?: Diagnostic;
  readonly test_summary?: { readonly passed: number };
}

function problemOf({ severity, summary, detail = '', range }: Diagnostic): string {
  const place = range === undefined ? '' : `${range.filename}:${String(range.start.line)}: `;
  return `${place}${severity}: ${summary}: ${detail}`.replaceAll(/\s+/g, ' ').trim();
}

type Tofu = (args: readonly string[]) => Promise<Outcome>;

/** Works in an initialized copy of a module: what OpenTofu writes beside it stays out of the repository. */
function inModule(
  folder: string,
  work: (tofu: Tofu, module: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (!readdirSync(folder).some((file) => /\.(?:tf|tofu)(?:\.json)?$/.test(file)))
    throw new Error(`There is no module (*.tf, *.tofu) in "${folder}".`);
  return inFolder({}, async (place) => {
    const program = await upstream('opentofu');
    const module = join(place, 'module');
    // A lock file names the archives that a registry has, not what is built here.
    cpSync(folder, module, { recursive: true, filter: (path) => !/\/\.terraform(?:\.lock\.hcl)?$/.test(path) });
    const settings = join(place, 'settings.tfrc');
    const env = { TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: '1', HOME: place };
    const tofu: Tofu = ([verb = '', ...flags]) => run(program, [verb, '-no-color', ...flags], { cwd: module, env });
    writeFileSync(settings, '');
    // OpenTofu says itself under which address it looks for the provider: asked with a module that has nothing else.
    const asking = join(place, 'asking');
    mkdirSync(asking);
    const required_providers = { openstack: { source: 'terraform-provider-openstack/openstack' } };
    writeFileSync(join(asking, 'main.tf.json'), JSON.stringify({ terraform: { required_providers } }));
    const { stdout } = await run(program, ['providers'], { cwd: asking, env });
    await layOutMirror(place, settings, /provider\[([^\]]+)\]/.exec(stdout)?.[1]);
    const initialized = await tofu(['init', '-backend=false', '-input=false']);
    if (initialized.status === 0) return work(tofu, module);
    return orRefusal(initialized, [linesOf(initialized.stderr).join(' ')]);
  });
}

/** Lays out the provider as in a mirror, and tells OpenTofu to look nowhere else. */
async function layOutMirror(place: string, settings: string, address: string | undefined): Promise<void> {
  if (address === undefined) throw new Error('OpenTofu does not say where it looks for a provider.');
  const program = await upstream('openstack-provider');
  const plugins = join(place, 'plugins');
  const home = join(plugins, address, providerVersion(), `linux_${process.arch === 'x64' ? 'amd64' : process.arch}`);
  mkdirSync(home, { recursive: true });
  symlinkSync(program, join(home, `terraform-provider-openstack_v${providerVersion()}`));
  const installation = `filesystem_mirror {\n    path = ${JSON.stringify(plugins)}\n  }`;
  writeFileSync(settings, `provider_installation {\n  ${installation}\n}\n`);
}

function providerVersion(): string {
  const file = readFileSync(join(__dirname, '../../../tools/upstream/openstack-provider/go.mod'), 'utf8');
  const [, version] = /terraform-provider-openstack\/v3 v(\S+)/.exec(file) ?? [];
  if (version === undefined) throw new Error('tools/upstream/openstack-provider/go.mod requires no provider.');
  return version;
}
