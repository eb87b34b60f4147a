import { lab, program, Project } from '../cli/project';
import { everyCode } from '../every-code';

/** A program, and what is asked of the command. */
interface Run {
  readonly main?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
}

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

/** What the command tells as JSON: findings, or a result that holds them. */
async function run({ main = program(lab()), files = {}, argv = ['check'] }: Run): Promise<readonly string[]> {
  project.write({ ...files, 'stacks/main.ts': main });
  const { out } = await project.run(...argv, '--json');
  const told = JSON.parse(out) as Told | { readonly findings: Told };
  return ('findings' in told ? told.findings : told).map(({ code }) => code);
}

type Told = readonly { readonly code: string }[];

const locked = (schema: number): Run => {
  const versions = { operator: { release: 'v1', artifacts: {} } };
  return { files: { 'plinth.lock.json': JSON.stringify({ schema, versions }) } };
};
const chartIn = (scope: string): Run => ({ main: program(lab(), `new Chart(${scope}, 'more');`) });

const cases = {
  'environment-duplicate': {
    fault: { main: program(lab(), "new Environment(new App(), 'lab');") },
    neighbour: { main: program(lab(), "new Environment(new App(), 'live');") },
  },
  'environment-nested': {
    fault: { main: program(lab(), "new Environment(lab, 'live');") },
    neighbour: { main: program(lab(), "new Environment(app, 'live');") },
  },
  'environment-unknown': { fault: { argv: ['check', 'live'] }, neighbour: { argv: ['check', 'lab'] } },
  'lock-unreadable': { fault: locked(2), neighbour: locked(1) },
  'output-invalid': {
    fault: { argv: ['synth', '--output', '.'] },
    neighbour: { argv: ['synth', '--output', './dist'] },
  },
  'outside-environment': { fault: chartIn('app'), neighbour: chartIn('lab') },
  'program-empty': { fault: { main: program() }, neighbour: { main: program(lab()) } },
  'release-not-locked': {
    fault: { ...locked(1), argv: ['update', 'operater'] },
    neighbour: { ...locked(1), argv: ['update', 'operator'] },
  },
};

everyCode<Run>('program', cases, run);
