import type { Construct } from 'constructs';
import { objectId, type ComponentSpec, type Contribution } from '../../assembly';
import { nameRule, report } from '../../core';
import { KubernetesObject, rememberExposed } from '../base';
import {
  addClaims,
  addDisruptionBudget,
  addService,
  addServiceAccount,
  allowedDisruptions,
  componentPorts,
  consumeEnv,
  imagePullSecrets,
  PortHandle,
  resolvePorts,
  secretsOf,
  volumeSecrets,
  type ResolvedPort,
} from '../kubernetes';
import { addAutoscaler } from './autoscaler';
import { ConfiguredComponent } from './configured-component';
import { deploymentBody, type ResolvedMicroservice } from './deployment';
import { contributeExposure, exposedPort } from './exposure';
import { healthNone } from './findings';
import { addExposedService } from './exposed-service';
import { addRoute } from './http-route';
import { nodePortOf } from './node-port';
import { contributeMetrics } from './metrics';
import { microserviceChoiceProblems, safeProps } from './microservice-choices';
import { microserviceProblems } from './microservice-problems';
import type { MicroserviceProps } from './microservice-props';
import { Release } from './release';
import { defaultScale } from './scale';
import { deploymentName, variantLabels, variantsOf, type Variant } from './variant';

/**
 * A stateless program of one's own: a Deployment with a service, an identity, and safe defaults.
 *
 * `P` are the names of its ports. Others consume it by `service.ports.<name>`, and that is the edge.
 */
export class Microservice<P extends string = never> extends ConfiguredComponent {
  /** What others dial, by the name of the port. */
  readonly ports: { readonly [K in P]: PortHandle };
  /** The Deployment that the service leads to, for patches. */
  readonly deployment: KubernetesObject;
  readonly #props: MicroserviceProps<P>;
  readonly #ports: readonly ResolvedPort[];
  readonly #variants: readonly Variant[];

  constructor(scope: Construct, id: string, props: MicroserviceProps<P>) {
    super(scope, id, props, nameRule('Service'));
    this.#props = safeProps(props);
    for (const { kind, detail, fix } of microserviceChoiceProblems(props)) report(this, kind, detail, fix);
    this.#ports = resolvePorts(props.ports ?? {});
    this.#variants = variantsOf(props.image, this.#props.release ?? Release.rolling());
    this.ports = this.#handles();
    this.addEnv(props.env ?? {});
    for (const variant of this.#variants) consumeEnv(this, variant.env);
    for (const [path, content] of Object.entries(props.files ?? {})) this.addFile(path, content);
    addServiceAccount(this, this.name);
    addClaims(this, this.name, props.volumes);
    const deployments = this.#variants.map((variant) => this.#addVariant(variant));
    this.deployment = this.node.defaultChild = deployments[0] ?? this.#addVariant({ isLive: true, image: '', env: {} });
    this.#addServices();
    this.#addRoute();
    this.needs(...[props.before ?? []].flat());
  }

  protected override contribute(into: Contribution): void {
    const service = this.#resolved();
    const { expose, metrics, health, volumes, image } = this.#props;
    for (const { kind, detail, fix } of microserviceProblems(this, service, image, this.#variants)) {
      into.finding(kind, detail, fix);
    }
    const values = [...Object.values(this.env), ...this.#variants.flatMap(({ env }) => Object.values(env))];
    const secrets = [...secretsOf([...values, ...Object.values(this.files)]), ...volumeSecrets(volumes)];
    for (const secret of [...secrets, ...imagePullSecrets(this)]) into.secret(secret);
    if (health?.check.kind === 'none') contributeNoHealth(into, health.check.reason);
    if (expose) contributeExposure(into, this, expose, exposedPort(expose, this.#ports));
    if (metrics !== undefined) contributeMetrics(into, this, metrics, this.#ports);
  }

  protected override componentSpec(): ComponentSpec {
    const { scale, release, disruptionBudget, volumes = {} } = this.#resolved();
    const [live] = this.#variants;
    const name = live ? deploymentName(this.name, live) : this.name;
    const object = objectId({ stack: this.stack.node.id, group: 'apps', kind: 'Deployment', name });
    const maxUnavailable = allowedDisruptions(disruptionBudget, scale.min);
    const keepsData = Object.values(volumes).some(({ source }) => source.kind === 'persistent');
    return {
      type: 'microservice',
      pods: this.pods,
      ports: componentPorts(this.#ports, this.name),
      readiness: { kind: 'rollout', object },
      disruption: scale.min >= 2 ? { kind: 'max-unavailable', members: scale.min, maxUnavailable } : { kind: 'single' },
      procedures: {
        install: 'apply',
        update: release.kind === 'recreate' ? 'restart-with-gap' : 'rolling-restart',
        remove: keepsData ? 'retain' : 'delete',
      },
    };
  }

  #resolved(): ResolvedMicroservice {
    const { ports = {}, health, scale = defaultScale(this.stack.environment.tier), release } = this.#props;
    return {
      ...this.#props,
      ...{ ports, health, scale },
      release: release ?? Release.rolling(),
      env: this.env,
      files: this.files,
    };
  }

  #handles(): { readonly [K in P]: PortHandle } {
    const handles = this.#ports.map(({ name, container, service, protocol }) => {
      const handle = new PortHandle({
        owner: this,
        name,
        service: { name: this.name, port: service },
        container,
        protocol,
      });
      return [name, handle] as const;
    });
    return Object.fromEntries(handles) as { readonly [K in P]: PortHandle };
  }

  #addVariant(variant: Variant): KubernetesObject {
    const { disruptionBudget, scale = defaultScale(this.stack.environment.tier) } = this.#props;
    const name = deploymentName(this.name, variant);
    const labels = (): Readonly<Record<string, string>> => variantLabels(this.name, variant);
    const suffix = variant.colour === undefined ? '' : `-${variant.colour}`;
    const deployment = new KubernetesObject(this, `deployment${suffix}`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name,
      labels,
      body: () => deploymentBody(this, this.#resolved(), variant),
    });
    addAutoscaler(this, `autoscaler${suffix}`, name, scale);
    addDisruptionBudget(this, {
      id: `disruption-budget${suffix}`,
      name,
      labels,
      replicas: scale.min,
      budget: disruptionBudget,
    });
    return deployment;
  }

  /** One service for the live release, and one for the other where there is one. */
  #addServices(): void {
    if (this.#ports.length === 0) return;
    for (const variant of this.#variants) {
      const [id, name] = variant.isLive ? ['service', this.name] : ['service-preview', `${this.name}-preview`];
      addService(this, id, { name, ports: this.#ports, selector: () => variantLabels(this.name, variant) });
    }
  }

  #addRoute(): void {
    const { expose } = this.#props;
    if (!expose) return;
    const { scheme, host, path, listener, certificate } = expose;
    const nodePort = nodePortOf(this, expose.nodePort);
    const speaksH2c = exposedPort(expose, this.#ports)?.appProtocol === 'kubernetes.io/h2c';
    const exposed = { component: this, scheme, host, path, listener, nodePort, speaksH2c };
    rememberExposed({ ...exposed, ...(certificate && { certificate }) });
    // Without a way in there is nothing to attach to, which is a finding; a cluster may also be declared later.
    const ingress = this.stack.environment.tryCluster?.facts.ingress.kind ?? 'gateway';
    if (ingress === 'host-load-balancer') {
      const port = exposedPort(expose, this.#ports);
      const live = this.#variants.find(({ isLive }) => isLive);
      if (port && live) addExposedService(this, port, nodePort, () => variantLabels(this.name, live));
    } else if (ingress === 'gateway') {
      addRoute(this, {
        name: this.name,
        expose,
        servicePort: () => exposedPort(expose, this.#ports)?.service ?? 0,
        cluster: () => this.stack.environment.tryCluster?.facts,
      });
    }
  }
}

/** The reason that was given accepts the finding, so that reviewers see it among what was accepted. */
function contributeNoHealth(into: Contribution, reason: string): void {
  const detail = 'Health.none: it counts as ready as soon as it runs, and one that hangs is never restarted.';
  into.finding(healthNone, detail, 'Say how one can tell, such as Health.exec([...]).');
  into.deviation(healthNone.code, reason);
}
