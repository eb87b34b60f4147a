/** A fact that a pod only knows when it runs, as the value of an environment variable. */
export class PodField {
  /** The pod's own name. */
  static readonly podName = new PodField('metadata.name');
  /** The namespace that it runs in. */
  static readonly namespace = new PodField('metadata.namespace');
  /** Its address. */
  static readonly podIp = new PodField('status.podIP');
  /** The node that it runs on. */
  static readonly nodeName = new PodField('spec.nodeName');

  /** The field of the pod, in Kubernetes' words. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }
}
