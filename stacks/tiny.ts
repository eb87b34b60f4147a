import { Environment, Stack } from '../lib/constructs/base';
import { Health, KubernetesCluster } from '../lib/constructs/kubernetes';
import { Image, Microservice } from '../lib/constructs/services';
import type { KubernetesMinor } from '../lib/kube-api';
import type { App } from '../lib/program';

export class Tiny extends Environment {
  constructor(app: App, id: string, version: KubernetesMinor = '1.36') {
    super(app, id, { tier: 'development' });
    KubernetesCluster.existing(this, 'cluster', { version, enforcer: 'kube-router' });

    const shop = new Stack(this, 'shop');
    const cart = new Microservice(shop, 'cart', {
      image: Image.of('registry.example.com/shop/cart:1.4.2'),
      ports: { grpc: 7070 },
      health: Health.grpc('grpc'),
    });
    new Microservice(shop, 'web', {
      image: Image.of('registry.example.com/shop/web:2.0.1'),
      ports: { http: 8080 },
      health: Health.http('http', '/healthz'),
      env: { CART_ADDR: cart.ports.grpc.address },
    });
  }
}
