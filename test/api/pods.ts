import type { ApiServer } from './api-server';
import type { Manifest } from './manifests';

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & { readonly volumes?: readonly unknown[] };
}

interface Workload extends Manifest {
  readonly spec: {
    readonly template?: Template;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
    readonly jobTemplate?: { readonly spec: { readonly template: Template } };
  };
}

const workloads = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet'];

/** One pod of each workload, as its controller would ask for it. */
export function podsOf(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests
    .filter(({ kind }) => workloads.includes(kind))
    .flatMap((workload) => {
      const { spec, kind, metadata } = workload as Workload;
      const template = spec.template ?? spec.jobTemplate?.spec.template;
      if (!template) return [];
      const name = kind === 'StatefulSet' ? `${metadata.name}-0` : `${metadata.name}-${kind.toLowerCase()}`;
      const claims = (spec.volumeClaimTemplates ?? []).map((claim) => ({
        name: claim.metadata.name,
        persistentVolumeClaim: { claimName: `${claim.metadata.name}-${name}` },
      }));
      return [
        {
          ...{ apiVersion: 'v1', kind: 'Pod', metadata: { ...template.metadata, namespace: metadata.namespace, name } },
          spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] },
        },
      ];
    });
}

/** Does what the controller of quotas does at first: without a status, a quota binds nobody. */
export async function countNothing({ kubectl }: ApiServer, manifests: readonly Manifest[]): Promise<void> {
  for (const quota of manifests.filter(({ kind }) => kind === 'ResourceQuota')) {
    const { metadata, spec } = quota as Manifest & {
      readonly spec: { readonly hard: Readonly<Record<string, string>> };
    };
    const used = Object.fromEntries(Object.keys(spec.hard).map((name) => [name, '0']));
    const patch = JSON.stringify({ status: { hard: spec.hard, used } });
    const where = ['resourcequota', metadata.name, `--namespace=${metadata.namespace ?? ''}`];
    const answer = await kubectl(['patch', ...where, '--subresource=status', '--type=merge', `--patch=${patch}`]);
    if (answer.status !== 0) throw new Error(answer.stderr);
  }
}
