import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A rule of a Role, as far as a namespaced API of the core group needs it. */
export interface Rule {
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface Metadata {
  name: string;
  namespace: string;
  resourceVersion: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}
interface StoredObject {
  metadata: Metadata;
  status?: { podIP: string };
}
interface Watch {
  readonly resource: string;
  readonly selector: string;
  readonly response: ServerResponse;
}

/**
 * As much of the Kubernetes API as Patroni uses: lists, watches, merges and optimistic locking over pods and ConfigMaps of one
 * namespace. It allows only what the rules of a Role allow, and remembers what it has refused and granted.
 */
export class KubernetesStub {
  readonly #objects = new Map<string, StoredObject>();
  readonly #watches = new Set<Watch>();
  readonly #server: Server;
  readonly #rules: readonly Rule[];
  #version = 100;
  readonly refused: string[] = [];
  readonly used = new Set<string>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  addPod(name: string, namespace: string, labels: Readonly<Record<string, string>>): void {
    const metadata = { name, namespace, resourceVersion: this.#next(), labels: { ...labels }, annotations: {} };
    this.#objects.set(`pods/${name}`, { metadata, status: { podIP: '127.0.0.1' } });
  }

  removePod(name: string): void {
    const pod = this.#objects.get(`pods/${name}`);
    this.#objects.delete(`pods/${name}`);
    if (pod) this.#tell('pods', 'DELETED', pod);
  }

  labelsOf(pod: string): Readonly<Record<string, string>> {
    return this.#objects.get(`pods/${pod}`)?.metadata.labels ?? {};
  }

  annotationsOf(configMap: string): Readonly<Record<string, string>> {
    return this.#objects.get(`configmaps/${configMap}`)?.metadata.annotations ?? {};
  }

  get configMaps(): readonly string[] {
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith('configmaps/'));
    return keys.map((key) => key.slice('configmaps/'.length)).sort();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub');
    const [, resource = '', name] = /^\/api\/v1\/namespaces\/[^/]+\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    const verb = this.#verb(request.method ?? '', name, url.searchParams.has('watch'));
    const what = `${verb} ${resource}${name === undefined ? '' : ` ${name}`}`;
    const allowed = this.#rules.some(
      (rule) =>
        rule.resources.includes(resource) &&
        rule.verbs.includes(verb) &&
        (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name))),
    );
    if (!allowed) {
      this.refused.push(what);
      send(response, 403, { code: 403, reason: 'Forbidden' });
      return;
    }
    this.used.add(`${verb} ${resource}`);
    const selector = url.searchParams.get('labelSelector') ?? '';
    if (verb === 'watch') this.#watch({ resource, selector, response });
    else if (verb === 'list')
      send(response, 200, {
        metadata: { resourceVersion: String(this.#version) },
        items: this.#list(resource, selector),
      });
    else if (verb === 'get')
      send(
        response,
        this.#objects.has(`${resource}/${name ?? ''}`) ? 200 : 404,
        this.#objects.get(`${resource}/${name ?? ''}`) ?? {},
      );
    else this.#write(resource, name, await bodyOf(request), response);
  }

  #verb(method: string, name: string | undefined, watch: boolean): string {
    if (method === 'GET') return watch ? 'watch' : name === undefined ? 'list' : 'get';
    const verbs: Readonly<Record<string, string>> = { POST: 'create', PATCH: 'patch', PUT: 'update', DELETE: 'delete' };
    return method === 'DELETE' && name === undefined ? 'deletecollection' : (verbs[method] ?? method);
  }

  #write(
    resource: string,
    name: string | undefined,
    body: { metadata: Partial<Metadata> },
    response: ServerResponse,
  ): void {
    const given = body.metadata;
    const key = `${resource}/${name ?? given.name ?? ''}`;
    const known = this.#objects.get(key);
    if (name === undefined ? known !== undefined : known === undefined) {
      send(response, name === undefined ? 409 : 404, { code: name === undefined ? 409 : 404 });
      return;
    }
    if (known && given.resourceVersion !== undefined && given.resourceVersion !== known.metadata.resourceVersion) {
      send(response, 409, { code: 409, reason: 'Conflict' });
      return;
    }
    const before = known?.metadata;
    const metadata: Metadata = {
      name: name ?? given.name ?? '',
      namespace: given.namespace ?? '',
      resourceVersion: this.#next(),
      labels: merged(before?.labels, given.labels),
      annotations: merged(before?.annotations, given.annotations),
    };
    const object = { ...known, metadata };
    this.#objects.set(key, object);
    this.#tell(resource, known ? 'MODIFIED' : 'ADDED', object);
    send(response, known ? 200 : 201, object);
  }

  #watch(watch: Watch): void {
    this.#watches.add(watch);
    watch.response.writeHead(200, { 'content-type': 'application/json' });
    watch.response.flushHeaders();
    watch.response.on('close', () => this.#watches.delete(watch));
  }

  #tell(resource: string, type: string, object: StoredObject): void {
    for (const watch of this.#watches) {
      if (watch.resource === resource && matches(object, watch.selector))
        watch.response.write(`${JSON.stringify({ type, object })}\n`);
    }
  }

  #list(resource: string, selector: string): readonly StoredObject[] {
    return [...this.#objects]
      .filter(([key, object]) => key.startsWith(`${resource}/`) && matches(object, selector))
      .map(([, object]) => object);
  }

  #next(): string {
    return String(++this.#version);
  }
}

function matches(object: StoredObject, selector: string): boolean {
  return selector.split(',').every((term) => {
    const [key = '', value] = term.split('=');
    return key === '' || object.metadata.labels[key] === value;
  });
}

/** A merge in which null takes a member away, as strategic merge does it with maps. */
function merged(
  before: Record<string, string> | undefined,
  given: Record<string, string | null> | undefined,
): Record<string, string> {
  const entries = Object.entries({ ...before, ...given }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return Object.fromEntries(entries);
}

async function bodyOf(request: IncomingMessage): Promise<{ metadata: Partial<Metadata> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { metadata: Partial<Metadata> };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
