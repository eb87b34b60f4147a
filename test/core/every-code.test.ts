import { lab, program, Project } from '../cli/project';
import { everyCode } from '../every-code';

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

/** What `plinth check` tells of a program with these lines after its environment. */
async function run(line: string): Promise<readonly string[]> {
  const more = `
import { Secret } from '${__dirname}/../../lib/core';
const shop = lab.node.findChild('shop') as Stack;
const password = Secret.existing('orders', { keys: ['password'] }).key('password');
const port = new Output('the port', undefined, () => 80);
`;
  const { out } = await project.runProgram(program(lab(), more, line), 'check', '--json');
  return (JSON.parse(out) as readonly { readonly code: string }[]).map(({ code }) => code);
}

const accepting = (reason: string): string => `
new ApiObject(shop, 'web', {
  apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web' },
});
shop.acknowledge('api-unknown', '${reason}');`;

const taking = (key: string): string =>
  `Secret.existing('orders', { keys: ['password'] }).key('${key}').consumeBy(shop);`;

const cases = {
  'acknowledgement-invalid': {
    fault: accepting(' '),
    neighbour: accepting('Its definition is installed by hand.'),
    also: ['api-unknown'],
  },
  'choice-unknown': {
    fault: "new Environment(app, 'live', { tier: 'prodution' as 'production' });",
    neighbour: "new Environment(app, 'live', { tier: 'production' });",
  },
  'invalid-value': { fault: "Cidr.parse('10.1.0.0/8');", neighbour: "Cidr.parse('10.0.0.0/8');" },
  'name-taken': { fault: "new Stack(lab, 'shop');", neighbour: "new Stack(lab, 'web');" },
  'output-in-plain-text': { fault: '`${port}`;', neighbour: 'text`${port}`;' },
  'secret-key-unknown': { fault: taking('pasword'), neighbour: taking('password') },
  'secret-in-text': { fault: 'text`${password}`;', neighbour: 'text`${port}`;' },
};

everyCode<string>('core', cases, run);
