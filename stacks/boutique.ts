// Google's Online Boutique v0.10.6, a demo shop of eleven services.
//
// What differs from the published manifests, and why:
// - initialDelaySeconds: a startup probe gives every service two minutes, and the other probes begin only after it.
// - the Service frontend-external of type LoadBalancer: the frontend is exposed by host name through the cluster's way in.
// - the init container of loadgenerator that waits for the frontend: a Job that waits for it must complete before.
// - redis-cart: its probes ask redis-cli instead of opening a connection, every 10 seconds instead of 5; it runs as user 999.
// - shoppingassistantservice is called but no part of the release: it is declared as external.
import { Duration, Size } from 'cdk8s';
import { Environment, Stack, type EnvironmentProps } from '../lib/constructs/base';
import { RedisCache } from '../lib/constructs/databases';
import { Health } from '../lib/constructs/kubernetes';
import { ExternalService, Expose, Images, Job, Microservice, type Scale } from '../lib/constructs/services';
import type { App } from '../lib/program';
import { addPlatform, type PlatformProps } from './platform';

export interface BoutiqueProps extends EnvironmentProps {
  /** Hosts and a cluster of its own. @default - the environment is a tenant of `cluster` */
  readonly platform?: PlatformProps;
  /** The name under which customers reach the shop. */
  readonly host: string;
  /** The host of the shopping assistant, and the addresses that the name stands for. */
  readonly assistant: { readonly host: string; readonly cidrs: readonly string[] };
  /** Simulated customers. @default - none */
  readonly load?: { readonly users: number; readonly rate: number };
  /** @default - two frontends in production, one elsewhere */
  readonly frontends?: Scale;
}

export class Boutique extends Environment {
  constructor(app: App, id: string, props: BoutiqueProps) {
    super(app, id, props);
    if (props.platform) addPlatform(this, props.platform);
    const shop = new Stack(this, 'boutique');
    const image = Images.fromFile('stacks/boutique.images.json', [
      ...([
        'adservice',
        'busybox',
        'cartservice',
        'checkoutservice',
        'currencyservice',
        'emailservice',
        'frontend',
      ] as const),
      ...([
        'loadgenerator',
        'paymentservice',
        'productcatalogservice',
        'recommendationservice',
        'redis',
        'shippingservice',
      ] as const),
    ]);
    const small = { cpu: '100m', cpuLimit: '200m', memory: Size.mebibytes(64), memoryLimit: Size.mebibytes(128) };
    const security = { user: 1000 };
    const fast = { period: Duration.seconds(5) };
    const slow = { period: Duration.seconds(15) };
    const gracePeriod = Duration.seconds(5);

    const redis = new RedisCache(shop, 'redis-cart', {
      image: image.redis,
      auth: 'none',
      resources: { cpu: '70m', cpuLimit: '125m', memory: Size.mebibytes(200), memoryLimit: Size.mebibytes(256) },
    });
    const cart = new Microservice(shop, 'cartservice', {
      image: image.cartservice,
      ports: { grpc: 7070 },
      health: Health.grpc('grpc'),
      resources: { ...small, cpu: '200m', cpuLimit: '300m' },
      env: { REDIS_ADDR: redis.ports.redis.address },
      ...{ security, gracePeriod },
    });
    const catalog = new Microservice(shop, 'productcatalogservice', {
      image: image.productcatalogservice,
      ports: { grpc: 3550 },
      health: Health.grpc('grpc'),
      resources: small,
      env: { PORT: 3550, DISABLE_PROFILER: 1 },
      ...{ security, gracePeriod },
    });
    const currency = new Microservice(shop, 'currencyservice', {
      image: image.currencyservice,
      ports: { grpc: 7000 },
      health: Health.grpc('grpc'),
      resources: small,
      env: { PORT: 7000, DISABLE_PROFILER: 1 },
      ...{ security, gracePeriod },
    });
    const payment = new Microservice(shop, 'paymentservice', {
      image: image.paymentservice,
      ports: { grpc: 50051 },
      health: Health.grpc('grpc'),
      resources: small,
      env: { PORT: 50051, DISABLE_PROFILER: 1 },
      ...{ security, gracePeriod },
    });
    const shipping = new Microservice(shop, 'shippingservice', {
      image: image.shippingservice,
      ports: { grpc: 50051 },
      health: Health.grpc('grpc', { readiness: fast }),
      resources: small,
      env: { PORT: 50051, DISABLE_PROFILER: 1 },
      security,
    });
    const email = new Microservice(shop, 'emailservice', {
      image: image.emailservice,
      ports: { grpc: { service: 5000, container: 8080 } },
      health: Health.grpc('grpc', fast),
      resources: small,
      env: { PORT: 8080, DISABLE_PROFILER: 1 },
      ...{ security, gracePeriod },
    });
    const ads = new Microservice(shop, 'adservice', {
      image: image.adservice,
      ports: { grpc: 9555 },
      health: Health.grpc('grpc', slow),
      resources: { cpu: '200m', cpuLimit: '300m', memory: Size.mebibytes(180), memoryLimit: Size.mebibytes(300) },
      env: { PORT: 9555 },
      ...{ security, gracePeriod },
    });
    const recommendation = new Microservice(shop, 'recommendationservice', {
      image: image.recommendationservice,
      ports: { grpc: 8080 },
      health: Health.grpc('grpc', fast),
      resources: { ...small, memory: Size.mebibytes(220), memoryLimit: Size.mebibytes(450) },
      env: { PORT: 8080, PRODUCT_CATALOG_SERVICE_ADDR: catalog.ports.grpc.address, DISABLE_PROFILER: 1 },
      ...{ security, gracePeriod },
    });
    const checkout = new Microservice(shop, 'checkoutservice', {
      image: image.checkoutservice,
      ports: { grpc: 5050 },
      health: Health.grpc('grpc'),
      resources: small,
      env: {
        PORT: 5050,
        PRODUCT_CATALOG_SERVICE_ADDR: catalog.ports.grpc.address,
        SHIPPING_SERVICE_ADDR: shipping.ports.grpc.address,
        PAYMENT_SERVICE_ADDR: payment.ports.grpc.address,
        EMAIL_SERVICE_ADDR: email.ports.grpc.address,
        CURRENCY_SERVICE_ADDR: currency.ports.grpc.address,
        CART_SERVICE_ADDR: cart.ports.grpc.address,
      },
      security,
    });
    const assistant = ExternalService.host(shop, 'shoppingassistantservice', {
      ...props.assistant,
      ports: { http: 80 },
    });
    const frontend = new Microservice(shop, 'frontend', {
      image: image.frontend,
      ports: { http: { service: 80, container: 8080 } },
      health: Health.http('http', '/_healthz', {
        readiness: { headers: { Cookie: 'shop_session-id=x-readiness-probe' } },
        liveness: { headers: { Cookie: 'shop_session-id=x-liveness-probe' } },
      }),
      resources: small,
      scale: props.frontends,
      env: {
        PORT: 8080,
        PRODUCT_CATALOG_SERVICE_ADDR: catalog.ports.grpc.address,
        CURRENCY_SERVICE_ADDR: currency.ports.grpc.address,
        CART_SERVICE_ADDR: cart.ports.grpc.address,
        RECOMMENDATION_SERVICE_ADDR: recommendation.ports.grpc.address,
        SHIPPING_SERVICE_ADDR: shipping.ports.grpc.address,
        CHECKOUT_SERVICE_ADDR: checkout.ports.grpc.address,
        AD_SERVICE_ADDR: ads.ports.grpc.address,
        SHOPPING_ASSISTANT_SERVICE_ADDR: assistant.ports.http.address,
        ENABLE_PROFILER: 0,
      },
      expose: Expose.https(props.host),
      security,
    });

    if (!props.load) return;
    const check = new Job(shop, 'frontend-check', {
      image: image.busybox,
      command: ['/bin/sh', '-ec', 'until wget -q -O /dev/null "http://$FRONTEND_ADDR"; do sleep 10; done'],
      deadline: Duration.minutes(2),
      env: { FRONTEND_ADDR: frontend.ports.http.address },
      security,
    });
    new Microservice(shop, 'loadgenerator', {
      image: image.loadgenerator,
      before: check,
      resources: { cpu: '300m', cpuLimit: '500m', memory: Size.mebibytes(256), memoryLimit: Size.mebibytes(512) },
      env: { FRONTEND_ADDR: frontend.ports.http.address, USERS: props.load.users, RATE: props.load.rate },
      ...{ security, gracePeriod },
    });
  }
}
