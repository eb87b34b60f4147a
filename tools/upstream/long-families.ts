import type { Family } from './families';

const traefik = 'github.com/traefik/traefik/v3';

/** What guests of a cluster run in the long tests only: dear to build, and not asked for by every environment. */
export const longFamilies = {
  'local-path-provisioner': {
    folder: 'local-path-provisioner',
    version: { module: 'github.com/rancher/local-path-provisioner', variables: ['main.VERSION'] },
    programs: { 'local-path-provisioner': 'github.com/rancher/local-path-provisioner' },
  },
  'metrics-server': {
    folder: 'metrics-server',
    version: { module: 'sigs.k8s.io/metrics-server', variables: ['k8s.io/client-go/pkg/version.gitVersion'] },
    programs: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
  },
  traefik: {
    folder: 'traefik',
    version: { module: traefik, variables: [`${traefik}/pkg/version.Version`] },
    programs: { traefik: `${traefik}/cmd/traefik` },
  },
} satisfies Readonly<Record<string, Family>>;
