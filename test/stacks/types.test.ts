import { App } from '../../lib/program';
import { Environment, Stack } from '../../lib/constructs/base';
import { Health } from '../../lib/constructs/kubernetes';
import { ExternalService, Image, Microservice } from '../../lib/constructs/services';

// `npm run types` fails when one of these lines begins to compile.
const shop = new Stack(new Environment(new App(), 'lab'), 'shop');
const image = Image.of('registry.example.com/shop/cart:1.4.2');
const cart = new Microservice(shop, 'cart', { image, ports: { grpc: 7070 }, health: Health.grpc('grpc') });

test('a misspelt port of a service does not compile', () => {
  // @ts-expect-error -- the port is "grpc"
  expect(cart.ports.gprc).toBeUndefined();
  expect(cart.ports.grpc.address).toBeDefined();
});

test('a misspelt port of a system outside does not compile', () => {
  const assistant = ExternalService.host(shop, 'assistant', { host: 'assistant.example.com', ports: { http: 80 } });

  // @ts-expect-error -- the port is "http"
  expect(assistant.ports.htpp).toBeUndefined();
});

test('a probe of a port that is not declared does not compile', () => {
  // @ts-expect-error -- the port is "grpc"
  new Microservice(shop, 'web', { image, ports: { grpc: 7070 }, health: Health.grpc('gprc') });
});

test('a service without health does not compile', () => {
  // @ts-expect-error -- who is dialled says how one can tell that it is ready
  new Microservice(shop, 'ads', { image, ports: { grpc: 7070 } });
});
