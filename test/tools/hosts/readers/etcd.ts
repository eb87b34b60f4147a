import { resourcesOf } from '../../../../lib/assembly';
import { etcdProblems, etcdReleases, type EtcdRelease } from '../../host-readers/etcd';
import { etcdEnvironment } from '../../host-readers/etcd-environment';
import { nameOf, type HostText } from '../host-texts';
import { byHost, type HostReader } from '../reading';

/** The environment of each member, of all files that its unit names. */
export const etcd: HostReader = async (texts) => {
  const problems: string[] = [];
  for (const [first, ...rest] of byHost(texts)) {
    if (!first) continue;
    const environments = [first, ...rest].map(({ text }) => etcdEnvironment(text));
    const names = environments.flatMap((environment) => Object.keys(environment));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    const found = await etcdProblems(Object.assign({}, ...environments) as Record<string, string>, releaseOf(first));
    problems.push(
      ...[...found, ...twice.map((name) => `${name} stands in two files`)].map((it) => `${nameOf(first)}: ${it}`),
    );
  }
  return problems;
};

function releaseOf({ assembly, view }: HostText): EtcdRelease {
  const cluster = resourcesOf(assembly, 'etcd-cluster').find(({ spec }) =>
    spec.members.some(({ host }) => host === view.name),
  );
  const release = etcdReleases.find((known) => known === cluster?.spec.version);
  if (release === undefined) throw new Error(`${view.name} has no etcd that is known here.`);
  return release;
}
