import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesOf } from '../../lib/assembly';
import { App } from '../../lib/program';
import { Manifests, Match, synthesize } from '../../lib/testing';
import { addEnvironments } from '../../stacks/environments';
import { onlineBoutique } from './online-boutique';
import { factDiff, manifestFacts, releaseFacts } from './shop-facts';

const source = readFileSync(join(__dirname, '../../stacks/boutique.ts'), 'utf8');
const app = new App();
addEnvironments(app);
const staging = synthesize(app).assemblyOf('staging');
const manifests = Manifests.of(staging);
const names = Object.keys(onlineBoutique);

function factsOfManifests(name: string): readonly string[] {
  const metadata = { name };
  return manifests
    .find('Deployment', { metadata })
    .flatMap((deployment) => manifestFacts(name, deployment, manifests.find('Service', { metadata })));
}

test('every service of the release is there, and no other', () => {
  const deployments = manifests.find('Deployment').map(({ metadata }) => metadata.name);

  expect([...deployments].sort()).toEqual([...names].sort());
});

test('images, ports, variables, probes and resources are those of the release, but for what is replaced', () => {
  const before = names.flatMap((name) => (onlineBoutique[name] ? releaseFacts(name, onlineBoutique[name]) : []));

  expect(factDiff(before, names.flatMap(factsOfManifests))).toMatchInlineSnapshot(`
    "- adservice readiness after 20 seconds
    - adservice liveness after 20 seconds
    - cartservice readiness after 15 seconds
    - cartservice liveness after 15 seconds
    - frontend env SHOPPING_ASSISTANT_SERVICE_ADDR=shoppingassistantservice:80
    - frontend readiness after 10 seconds
    - frontend liveness after 10 seconds
    - frontend LoadBalancer 80 -> 8080
    - loadgenerator init container frontend-check image busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d
    - loadgenerator init container frontend-check env FRONTEND_ADDR=frontend:80
    - redis-cart readiness tcp 6379
    - redis-cart readiness every 5 seconds
    - redis-cart liveness tcp 6379
    - redis-cart liveness every 5 seconds
    + frontend env SHOPPING_ASSISTANT_SERVICE_ADDR=assistant.example.com:80
    + redis-cart readiness exec redis-cli -e ping
    + redis-cart readiness every 10 seconds
    + redis-cart liveness exec redis-cli -e ping
    + redis-cart liveness every 10 seconds"
  `);
});

describe('what is replaced is said at the top of the stack, and does what it replaces', () => {
  const [comment = ''] = source.split('\nimport ', 1);

  test('initialDelaySeconds: a startup probe, which the other probes wait for', () => {
    expect(comment).toContain('initialDelaySeconds');
    for (const name of ['adservice', 'cartservice', 'frontend']) {
      const startupProbe = { periodSeconds: 5, failureThreshold: 24 };
      manifests.hasObject('Deployment', {
        metadata: { name },
        spec: { template: { spec: { containers: [{ startupProbe }] } } },
      });
    }
  });

  test('the LoadBalancer: a port of every node, which the load balancers on hosts lead to', () => {
    expect(comment).toContain('LoadBalancer');
    manifests.hasObject('Service', {
      metadata: { name: 'frontend-exposed' },
      spec: { type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ port: 80, targetPort: 'http' }] },
    });
    const exposed = resourcesOf(synthesize(app).assemblyOf('shared'), 'exposure').map(({ spec }) => spec);
    expect(exposed).toContainEqual(
      expect.objectContaining({ host: 'staging.boutique.example.com', service: 'staging-boutique/frontend' }),
    );
  });

  test('the init container: a Job with its image and variable, which is complete before', () => {
    expect(comment).toContain('init container');
    const { image = '', env = {} } = onlineBoutique['loadgenerator']?.initContainer ?? {};
    const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
    manifests.hasObject('Job', {
      metadata: { name: 'frontend-check' },
      spec: { template: { spec: { containers: [{ image, env: variables }] } } },
    });
    expect(staging.edges).toContainEqual(
      expect.objectContaining({
        kind: 'needs',
        from: 'boutique/plinth/component/loadgenerator',
        to: 'boutique/plinth/component/frontend-check',
      }),
    );
  });

  test('the assistant, which the release dials and does not have: an external service', () => {
    expect(comment).toContain('shoppingassistantservice');
    expect(staging.resources['boutique/plinth/component/shoppingassistantservice']).toMatchObject({
      spec: { type: 'external-service' },
    });
    manifests.hasObject('NetworkPolicy', {
      metadata: { name: 'frontend' },
      spec: {
        egress: Match.arrayWith([
          { to: [{ ipBlock: { cidr: '203.0.113.20/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
        ]),
      },
    });
  });

  test('the probes of redis: a program that asks it', () => {
    expect(comment).toMatch(/redis-cart.*(probe|redis-cli)|(probe|redis-cli).*redis-cart/);
  });
});

describe('the stack is a list', () => {
  test('of at most 200 lines', () => {
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  test('without YAML, and without a helper of its own', () => {
    expect(source).not.toMatch(/apiVersion|yaml/i);
    expect(source).not.toMatch(/=>|\bfunction\b/);
    const modules = [...source.matchAll(/ from '([^']+)'/g)].map(([, module = '']) => module);
    expect(modules.filter((module) => module !== 'cdk8s' && !/^(?:\.\.\/lib\/|\.\/platform$)/.test(module))).toEqual(
      [],
    );
  });
});
