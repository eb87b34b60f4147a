import type { DebianLayer } from './debian-layers';

/** What an image is made of: layers from the bottom up, and how it is started. */
export interface ImageRecipe {
  readonly base?: DebianLayer;
  /** Programs that were built from source, by their path in the image, without a slash in front. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Links by their path in the image, with what they lead to. */
  readonly links?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** Numbers of user and group: a kubelet must see that it is not root. */
  readonly user?: string;
  /** Folders in which programs are looked for before all others. */
  readonly searched?: readonly string[];
}

const nobody = '65532:65532';

/** Programs choose between the kernel's two ways by these names; the bed's kernel and Debian use nf_tables. */
const iptables = Object.fromEntries(
  ['iptables', 'ip6tables']
    .flatMap((name) => [name, `${name}-save`, `${name}-restore`])
    .map((name) => [`usr/sbin/${name}`, 'xtables-nft-multi']),
);

function network(programs: Readonly<Record<string, string>>, ...entrypoint: readonly string[]): ImageRecipe {
  return { base: 'network', programs, links: iptables, entrypoint };
}

function kubernetes(program: string): ImageRecipe {
  return { programs: { [`usr/local/bin/${program}`]: program }, entrypoint: [program] };
}

/**
 * Images of the bed by their names without a tag, each with what the manifests that run it count on: paths, users,
 * programs beside the one that it is named after.
 */
export const recipes: Readonly<Record<string, ImageRecipe>> = {
  'docker.io/cloudnativelabs/kube-router': network(
    { 'usr/local/bin/kube-router': 'kube-router' },
    '/usr/local/bin/kube-router',
  ),
  'docker.io/library/traefik': { programs: { traefik: 'traefik' }, entrypoint: ['/traefik'], user: nobody },
  'docker.io/rancher/local-path-provisioner': {
    programs: { 'usr/bin/local-path-provisioner': 'local-path-provisioner' },
    entrypoint: ['/usr/bin/local-path-provisioner'],
  },
  'docker.io/library/redis': { base: 'redis', command: ['redis-server'] },
  'ghcr.io/flannel-io/flannel': network(
    { 'opt/bin/flanneld': 'flanneld', 'opt/bin/install-conf': 'install-conf' },
    '/opt/bin/flanneld',
  ),
  'ghcr.io/flannel-io/flannel-cni-plugin': network({ flannel: 'flannel-cni' }),
  'registry.example.com/lab/guestbook': {
    programs: { guestbook: 'guestbook' },
    entrypoint: ['/guestbook'],
    user: nobody,
  },
  'registry.example.com/lab/postgres-patroni': {
    base: 'postgres',
    user: '999:999',
    searched: ['/usr/lib/postgresql/17/bin'],
  },
  // In which folders are made and removed.
  'registry.example.com/lab/shell': { base: 'shell', command: ['sh'] },
  'registry.k8s.io/coredns/coredns': { programs: { coredns: 'coredns' }, entrypoint: ['/coredns'], user: nobody },
  'registry.k8s.io/kube-apiserver': kubernetes('kube-apiserver'),
  'registry.k8s.io/kube-controller-manager': kubernetes('kube-controller-manager'),
  'registry.k8s.io/kube-proxy': network({ 'usr/local/bin/kube-proxy': 'kube-proxy' }, 'kube-proxy'),
  'registry.k8s.io/kube-scheduler': kubernetes('kube-scheduler'),
  'registry.k8s.io/metrics-server/metrics-server': {
    programs: { 'metrics-server': 'metrics-server' },
    entrypoint: ['/metrics-server'],
    user: nobody,
  },
  'registry.k8s.io/pause': { programs: { pause: 'pause' }, entrypoint: ['/pause'], user: '65535:65535' },
};

/** @throws where nobody says what an image is made of */
export function recipeOf(name: string): ImageRecipe {
  const repository = name.replace(/:[^/:]*$/, '');
  const recipe = recipes[repository];
  if (recipe === undefined) {
    throw new Error(
      `Nothing says what the image "${name}" is made of: add "${repository}" to test/bed/site/recipes.ts.`,
    );
  }
  return recipe;
}
