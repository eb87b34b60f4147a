// What the published release of Online Boutique (v0.10.6) runs, as a table of our own: the facts that stacks/boutique.ts must hold.

export interface ExpectedProbe {
  readonly kind: 'grpc' | 'http' | 'tcp';
  readonly port: number;
  readonly path?: string;
  readonly header?: string;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
}

interface ExpectedAmounts {
  readonly cpu: string;
  readonly memory: string;
}

export interface ExpectedService {
  readonly image: string;
  readonly ports: readonly { readonly service: number; readonly container: number }[];
  readonly env: Readonly<Record<string, string>>;
  readonly readiness?: ExpectedProbe;
  readonly liveness?: ExpectedProbe;
  readonly resources: { readonly requests: ExpectedAmounts; readonly limits: ExpectedAmounts };
  /** A second Service, of type LoadBalancer. */
  readonly loadBalancer?: { readonly name: string; readonly service: number; readonly container: number };
  /** A container that must end well before the service starts. */
  readonly initContainer?: {
    readonly name: string;
    readonly image: string;
    readonly env: Readonly<Record<string, string>>;
  };
}

const release = (name: string): string =>
  `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${name}:v0.10.6`;

export const onlineBoutique: Readonly<Record<string, ExpectedService>> = {
  adservice: {
    image: release('adservice'),
    ports: [{ service: 9555, container: 9555 }],
    env: { PORT: '9555' },
    readiness: { kind: 'grpc', port: 9555, initialDelaySeconds: 20, periodSeconds: 15 },
    liveness: { kind: 'grpc', port: 9555, initialDelaySeconds: 20, periodSeconds: 15 },
    resources: { requests: { cpu: '200m', memory: '180Mi' }, limits: { cpu: '300m', memory: '300Mi' } },
  },
  cartservice: {
    image: release('cartservice'),
    ports: [{ service: 7070, container: 7070 }],
    env: { REDIS_ADDR: 'redis-cart:6379' },
    readiness: { kind: 'grpc', port: 7070, initialDelaySeconds: 15 },
    liveness: { kind: 'grpc', port: 7070, initialDelaySeconds: 15, periodSeconds: 10 },
    resources: { requests: { cpu: '200m', memory: '64Mi' }, limits: { cpu: '300m', memory: '128Mi' } },
  },
  checkoutservice: {
    image: release('checkoutservice'),
    ports: [{ service: 5050, container: 5050 }],
    env: {
      PORT: '5050',
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
      SHIPPING_SERVICE_ADDR: 'shippingservice:50051',
      PAYMENT_SERVICE_ADDR: 'paymentservice:50051',
      EMAIL_SERVICE_ADDR: 'emailservice:5000',
      CURRENCY_SERVICE_ADDR: 'currencyservice:7000',
      CART_SERVICE_ADDR: 'cartservice:7070',
    },
    readiness: { kind: 'grpc', port: 5050 },
    liveness: { kind: 'grpc', port: 5050 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
  currencyservice: {
    image: release('currencyservice'),
    ports: [{ service: 7000, container: 7000 }],
    env: { PORT: '7000', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 7000 },
    liveness: { kind: 'grpc', port: 7000 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
  emailservice: {
    image: release('emailservice'),
    ports: [{ service: 5000, container: 8080 }],
    env: { PORT: '8080', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 8080, periodSeconds: 5 },
    liveness: { kind: 'grpc', port: 8080, periodSeconds: 5 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
  frontend: {
    image: release('frontend'),
    ports: [{ service: 80, container: 8080 }],
    env: {
      PORT: '8080',
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
      CURRENCY_SERVICE_ADDR: 'currencyservice:7000',
      CART_SERVICE_ADDR: 'cartservice:7070',
      RECOMMENDATION_SERVICE_ADDR: 'recommendationservice:8080',
      SHIPPING_SERVICE_ADDR: 'shippingservice:50051',
      CHECKOUT_SERVICE_ADDR: 'checkoutservice:5050',
      AD_SERVICE_ADDR: 'adservice:9555',
      SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
      ENABLE_PROFILER: '0',
    },
    readiness: {
      kind: 'http',
      path: '/_healthz',
      header: 'Cookie: shop_session-id=x-readiness-probe',
      port: 8080,
      initialDelaySeconds: 10,
    },
    liveness: {
      kind: 'http',
      path: '/_healthz',
      header: 'Cookie: shop_session-id=x-liveness-probe',
      port: 8080,
      initialDelaySeconds: 10,
    },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
    loadBalancer: { name: 'frontend-external', service: 80, container: 8080 },
  },
  loadgenerator: {
    image: release('loadgenerator'),
    ports: [],
    env: { FRONTEND_ADDR: 'frontend:80', USERS: '10', RATE: '1' },
    resources: { requests: { cpu: '300m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    initContainer: {
      name: 'frontend-check',
      image: 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d',
      env: { FRONTEND_ADDR: 'frontend:80' },
    },
  },
  paymentservice: {
    image: release('paymentservice'),
    ports: [{ service: 50051, container: 50051 }],
    env: { PORT: '50051', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 50051 },
    liveness: { kind: 'grpc', port: 50051 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
  productcatalogservice: {
    image: release('productcatalogservice'),
    ports: [{ service: 3550, container: 3550 }],
    env: { PORT: '3550', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 3550 },
    liveness: { kind: 'grpc', port: 3550 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
  recommendationservice: {
    image: release('recommendationservice'),
    ports: [{ service: 8080, container: 8080 }],
    env: { PORT: '8080', PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 8080, periodSeconds: 5 },
    liveness: { kind: 'grpc', port: 8080, periodSeconds: 5 },
    resources: { requests: { cpu: '100m', memory: '220Mi' }, limits: { cpu: '200m', memory: '450Mi' } },
  },
  'redis-cart': {
    image: 'redis:alpine',
    ports: [{ service: 6379, container: 6379 }],
    env: {},
    readiness: { kind: 'tcp', port: 6379, periodSeconds: 5 },
    liveness: { kind: 'tcp', port: 6379, periodSeconds: 5 },
    resources: { limits: { memory: '256Mi', cpu: '125m' }, requests: { cpu: '70m', memory: '200Mi' } },
  },
  shippingservice: {
    image: release('shippingservice'),
    ports: [{ service: 50051, container: 50051 }],
    env: { PORT: '50051', DISABLE_PROFILER: '1' },
    readiness: { kind: 'grpc', port: 50051, periodSeconds: 5 },
    liveness: { kind: 'grpc', port: 50051 },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  },
};
