import { join } from 'node:path';
import { cached, type Say } from './cache';
import { go } from './go';
import { kubernetesVersion, linkerFlag, requiredVersion } from './version';

interface Source {
  /** The package that is built, seen from the folder. */
  readonly package: string;
  /** Folders beside it that its go.mod replaces modules with. */
  readonly uses: readonly string[];
  /**
   * The folder with the go.mod.
   *
   * @default - named as the program
   */
  readonly folder?: string;
  /** Whether it is a program of Kubernetes, or one around its code, and asks which version it has. */
  readonly kubernetes?: boolean;
}

/** The real programs that read our files. Their versions stand in the go.mod of their folders. */
const sources = {
  kubeconform: { package: 'github.com/yannh/kubeconform/cmd/kubeconform', uses: [] },
  'network-policy': { package: '.', uses: ['manifests'] },
  'pod-security': { package: '.', uses: ['manifests'] },
  'containerd-1.7': { package: 'github.com/containerd/containerd/cmd/containerd', uses: [] },
  'containerd-2.2': { package: 'github.com/containerd/containerd/v2/cmd/containerd', uses: [] },
  'containerd-2.3': { package: 'github.com/containerd/containerd/v2/cmd/containerd', uses: [] },
  'containerd-plugins': { package: '.', uses: [] },
  'etcd-3.5': { package: 'go.etcd.io/etcd/server/v3', uses: [] },
  'etcd-3.6': { package: 'go.etcd.io/etcd/server/v3', uses: [] },
  'etcd-3.7': { package: 'go.etcd.io/etcd/server/v3', uses: [] },
  'flannel-config': { package: '.', uses: [] },
  ignition: { package: 'github.com/coreos/ignition/v2/validate', uses: [] },
  'kubeadm-1.34': kubernetes('1.34', 'k8s.io/kubernetes/cmd/kubeadm'),
  'kubeadm-1.35': kubernetes('1.35', 'k8s.io/kubernetes/cmd/kubeadm'),
  'kubeadm-1.36': kubernetes('1.36', 'k8s.io/kubernetes/cmd/kubeadm'),
  'strict-config-1.34': kubernetes('1.34', 'plinth.invalid/upstream/strict-config'),
  'strict-config-1.35': kubernetes('1.35', 'plinth.invalid/upstream/strict-config'),
  'strict-config-1.36': kubernetes('1.36', 'plinth.invalid/upstream/strict-config'),
  'openstack-provider': {
    package: 'github.com/terraform-provider-openstack/terraform-provider-openstack/v3',
    uses: [],
  },
  opentofu: { package: 'github.com/opentofu/opentofu/cmd/tofu', uses: [] },
} satisfies Readonly<Record<string, Source>>;

function kubernetes(minor: string, packagePath: string): Source {
  return { package: packagePath, folder: `kubernetes-${minor}`, uses: ['strict-config'], kubernetes: true };
}

export type Program = keyof typeof sources;

export const programs = Object.keys(sources) as readonly Program[];

const running = new Map<Program, Promise<string>>();

/** The path of a program, built on the first call and kept in the cache. */
export function upstream(program: Program, say?: Say): Promise<string> {
  const known = running.get(program) ?? build(program, say);
  running.set(program, known);
  return known;
}

async function build(program: Program, say?: Say): Promise<string> {
  const source: Source = sources[program];
  const folder = join(__dirname, source.folder ?? program);
  const made = await cached(
    {
      name: program,
      folders: [folder, ...source.uses.map((used) => join(__dirname, used))],
      make: async (draft) => {
        const output = ['-o', join(draft, program)];
        const version = source.kubernetes === true ? await requiredVersion(folder, 'k8s.io/kubernetes') : undefined;
        const linked = linkerFlag(version === undefined ? {} : kubernetesVersion(version));
        await go(folder, ['build', '-trimpath', '-buildvcs=false', linked, ...output, source.package]);
      },
    },
    say,
  );
  return join(made, program);
}
