import { Size } from 'cdk8s';
import { Environment, Stack } from '../../../lib/constructs/base';
import { ExternalService, Image, Microservice } from '../../../lib/constructs/services';
import { findings, manifest, manifestsOf, world } from '../kubernetes/world';

const image = Image.tag('registry.example.com/cart', 'v1');
const consume = (shop: Stack, service: ExternalService<'sql'>): void => {
  new Microservice(shop, 'cart', { image, env: { BILLING: service.ports.sql.address } });
};

describe('a system with addresses', () => {
  test('gets a service, and its consumers are let out to it', () => {
    const { environment, shop } = world();
    const service = ExternalService.addresses(shop, 'billing', {
      addresses: ['10.1.2.3', '10.1.2.4', 'fd00::3'],
      ports: { sql: { service: 1521, container: 15210 } },
    });
    consume(shop, service);

    expect(manifestsOf(environment, 'shop/billing')).toMatchSnapshot();
    expect(manifest(environment, 'Deployment', 'cart')).toContain('value: billing:1521\n');
    expect(manifest(environment, 'NetworkPolicy', 'cart')).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: cart
        egress:
          - ports:
              - protocol: TCP
                port: 15210
            to:
              - ipBlock:
                  cidr: 10.1.2.3/32
              - ipBlock:
                  cidr: 10.1.2.4/32
              - ipBlock:
                  cidr: fd00::3/128
        policyTypes:
          - Egress
      "
    `);
  });

  test('that nobody uses lets nobody out', () => {
    const { environment, shop } = world();
    ExternalService.addresses(shop, 'billing', { addresses: ['10.1.2.3'], ports: { sql: 1521 } });

    expect(() => manifest(environment, 'NetworkPolicy', 'billing')).toThrow('no NetworkPolicy');
  });

  test('external-address-invalid: what is no address, and none at all', () => {
    const { environment, shop } = world();
    ExternalService.addresses(shop, 'billing', { addresses: ['billing.example.com'], ports: { sql: 1521 } });
    ExternalService.addresses(shop, 'empty', { addresses: [], ports: { sql: 1521 } });

    expect(findings(environment).join('\n\n')).toMatchInlineSnapshot(`
      "error external-address-invalid
      at production/shop/billing
      why "shop/billing" has the address "billing.example.com", which is none.
      fix Write addresses such as "10.1.2.3". For a name use ExternalService.host.

      error external-address-invalid
      at production/shop/empty
      why "shop/empty" has no addresses.
      fix Give at least one."
    `);
  });
});

describe('a system with a host name', () => {
  const host = 'billing.example.com';

  test('is dialled by its own name, with its own port', () => {
    const { environment, shop } = world();
    const ports = { sql: 1521 };
    consume(shop, ExternalService.host(shop, 'billing', { host, ports, cidrs: ['203.0.113.0/24'] }));

    expect(manifest(environment, 'Deployment', 'cart')).toContain('value: billing.example.com:1521\n');
    expect(() => manifestsOf(environment, 'shop/billing')).not.toThrow();
    expect(manifestsOf(environment, 'shop/billing')).toBe('');
    expect(manifest(environment, 'NetworkPolicy', 'cart')).toContain('cidr: 203.0.113.0/24\n');
  });

  test('can have an alias in the cluster', () => {
    const { environment, shop } = world();
    const ports = { sql: 1521 };
    consume(shop, ExternalService.host(shop, 'billing', { host, ports, cidrs: ['203.0.113.0/24'], alias: true }));

    expect(manifest(environment, 'Deployment', 'cart')).toContain('value: billing:1521\n');
    expect(manifest(environment, 'Service', 'billing')).toContain('externalName: billing.example.com\n');
  });

  test('external-address-open: without addresses every public one is let through', () => {
    const { environment, shop } = world({ cluster: { podRange: '11.0.0.0/16', serviceRange: '10.96.0.0/16' } });
    consume(shop, ExternalService.host(shop, 'billing', { host, ports: { sql: 1521 } }));

    expect(findings(environment).join('\n')).toMatchInlineSnapshot(`
      "error external-address-open
      at production/shop/billing
      why "shop/billing" is "billing.example.com", and policies know no names: whoever uses it may reach every public address on its ports.
      fix Give the addresses that the name can stand for, cidrs: ['203.0.113.0/24'], or acknowledge it."
    `);
    expect(manifest(environment, 'NetworkPolicy', 'cart')).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: cart
        egress:
          - ports:
              - protocol: TCP
                port: 1521
            to:
              - ipBlock:
                  cidr: 0.0.0.0/0
                  except:
                    - 10.0.0.0/8
                    - 100.64.0.0/10
                    - 11.0.0.0/16
                    - 127.0.0.0/8
                    - 169.254.0.0/16
                    - 172.16.0.0/12
                    - 192.168.0.0/16
        policyTypes:
          - Egress
      "
    `);
  });

  test('external-address-invalid: an address, a wrong name, wrong and missing ranges', () => {
    const { environment, shop } = world();
    const ports = { sql: 1521 };
    ExternalService.host(shop, 'a', { host: '10.1.2.3', ports, cidrs: ['10.1.2.3'] });
    ExternalService.host(shop, 'b', { host: 'Billing_1', ports, cidrs: [] });

    expect(findings(environment).join('\n\n')).toMatchInlineSnapshot(`
      "error external-address-invalid
      at production/shop/a
      why The cidrs of "shop/a": "10.1.2.3" has no prefix length.
      fix Did you mean "10.1.2.3/32"?

      error external-address-invalid
      at production/shop/a
      why The host of "shop/a": "10.1.2.3" is an address.
      fix Write ExternalService.addresses(…, { addresses: ['10.1.2.3'] }).

      error external-address-invalid
      at production/shop/b
      why "shop/b" has an empty list of cidrs.
      fix Give at least one.

      error external-address-invalid
      at production/shop/b
      why The host of "shop/b": "Billing_1" may hold only lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit.
      fix Write a name such as "legacy.example.com"."
    `);
  });
});

test('port-invalid: a host name translates no ports', () => {
  const { environment, shop } = world();
  const ports = { sql: { service: 1521, container: 15210 }, http: { container: 80, appProtocol: 'http' } };
  ExternalService.host(shop, 'billing', { host: 'billing.example.com', ports, cidrs: ['203.0.113.0/24'] });

  expect(findings(environment).join('\n\n')).toMatchInlineSnapshot(`
    "error port-invalid
    at production/shop/billing
    why The port "http" has an appProtocol, but nothing stands between its consumers and a host name.
    fix Write { http: 80 }.

    error port-invalid
    at production/shop/billing
    why The port "sql" has the port 1521 for 15210, but nothing stands between its consumers and a host name.
    fix Write { sql: 15210 }."
  `);
});

test('another environment may not use it, and is not let out', () => {
  const { app, environment, shop } = world();
  const service = ExternalService.addresses(shop, 'billing', { addresses: ['10.1.2.3'], ports: { sql: 1521 } });
  new Microservice(shop, 'cart', { image });
  const namespaces = { quota: { cpu: '1', memory: Size.gibibytes(1) } };
  const tenant = new Environment(app, 'staging', { cluster: environment.cluster, namespaces });
  consume(new Stack(tenant, 'shop'), service);

  expect(findings(tenant)[0]).toContain('error edge-crosses-environments');
  expect(() => manifest(environment, 'NetworkPolicy', 'cart')).toThrow('no NetworkPolicy');
});

test('its ports are checked as all ports are', () => {
  const { environment, shop } = world();
  ExternalService.addresses(shop, 'billing', { addresses: ['10.1.2.3'], ports: { sql: 70000 } });

  expect(findings(environment)[0]).toContain('The port "sql" has the number 70000.');
});

test('a consumer in another stack dials the full name, and is let out too', () => {
  const { environment, shop } = world();
  const service = ExternalService.addresses(shop, 'billing', { addresses: ['10.1.2.3'], ports: { sql: 1521 } });
  consume(new Stack(environment, 'other'), service);
  // @ts-expect-error -- there is no such port
  const none: unknown = service.ports.http;

  expect(none).toBeUndefined();
  expect(manifest(environment, 'Deployment', 'cart')).toContain('value: billing.shop.svc:1521\n');
  expect(manifest(environment, 'NetworkPolicy', 'cart')).toContain('cidr: 10.1.2.3/32\n');
});
