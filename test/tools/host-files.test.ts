import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bodyText,
  bootDocuments,
  hostViews,
  render,
  resourcesOf,
  unitPath,
  type Assembly,
  type HostView,
} from '../../lib/assembly';
import { kubernetesMinors, type KubernetesMinor } from '../../lib/kube-api';
import { App, synthesizeApp } from '../../lib/program';
import { addEnvironments } from '../../stacks/environments';
import { containerdProblems, containerdReleases } from './host-readers/containerd';
import { chronyProblems } from './host-readers/debian/chrony';
import { cloudConfigProblems } from './host-readers/debian/cloud-config';
import { haproxyProblems } from './host-readers/debian/haproxy';
import { keepalivedProblems } from './host-readers/debian/keepalived';
import { networkConfigProblems } from './host-readers/debian/network-config';
import { networkdProblems } from './host-readers/debian/networkd';
import { nftProblems } from './host-readers/debian/nft';
import { sshdProblems } from './host-readers/debian/sshd';
import { sysctlProblems } from './host-readers/debian/sysctl';
import { unitProblems } from './host-readers/debian/units';
import { etcdProblems, type EtcdRelease } from './host-readers/etcd';
import { flannelProblems } from './host-readers/flannel';
import { ignitionProblems } from './host-readers/ignition';
import { inFolder } from './host-readers/in-folder';
import { kubeadmProblems } from './host-readers/kubeadm';
import { tofuValidate } from './host-readers/opentofu';
import { strictConfigProblems } from './host-readers/strict-config';

jest.setTimeout(1_800_000);

function assembliesOf(version: KubernetesMinor): readonly Assembly[] {
  const app = new App();
  addEnvironments(app, { version });
  return synthesizeApp(app, { lock: false }).environments.map(({ assembly }) => assembly);
}

const byMinor = new Map(kubernetesMinors.map((version) => [version, assembliesOf(version)]));
const newest = kubernetesMinors.at(-1) ?? '1.36';
const assemblies = byMinor.get(newest) ?? [];

/** A file of a host, as its reader gets it. */
interface Read {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly minor: KubernetesMinor;
  readonly view: HostView;
}

/** The files of all hosts whose path matches, each content once. */
function filesAt(path: RegExp, minors: readonly KubernetesMinor[] = [newest]): readonly Read[] {
  const found = new Map<string, Read>();
  for (const minor of minors) {
    for (const assembly of byMinor.get(minor) ?? []) {
      for (const view of hostViews(assembly)) {
        for (const { spec } of view.resourcesOf('file')) {
          if (!path.test(spec.path)) continue;
          const text = bodyText(spec.body);
          const title = `${assembly.environment.name} ${minor} ${view.name} ${spec.path}`;
          const key = `${minors.length > 1 ? minor : ''} ${spec.path} ${text}`;
          if (!found.has(key)) found.set(key, { title, path: spec.path, text, minor, view });
        }
      }
    }
  }
  expect(found.size).toBeGreaterThan(0);
  return [...found.values()];
}

function texts(reads: readonly Read[]): ReadonlyMap<string, string> {
  return new Map(reads.map(({ title, text }) => [title, text]));
}

const discovery = /\/etc\/kubernetes\/plinth\/discovery\.conf/g;

/** Who reads which files of hosts. What nobody reads stands below, with the reason. */
const readers: Readonly<Record<string, { readonly path: RegExp; readonly check: () => Promise<readonly string[]> }>> = {
  containerd: {
    path: /^\/etc\/containerd\/config\.toml$/,
    check: async () => {
      const problems = [];
      for (const { title, text, view } of filesAt(readers['containerd']?.path ?? /$^/, kubernetesMinors)) {
        const version = view.resourcesOf('package').find(({ spec }) => spec.name === 'containerd')?.spec.version ?? '';
        const release = containerdReleases.find((one) => version.startsWith(one)) ?? '2.3';
        problems.push(...(await containerdProblems(text, release)).map((problem) => `${title}: ${problem}`));
      }
      return problems;
    },
  },
  kubeadm: {
    path: /^\/etc\/kubernetes\/plinth\/(?:init|join)\.yaml$/,
    check: async () => {
      const problems = [];
      for (const { title, text, minor } of filesAt(readers['kubeadm']?.path ?? /$^/, kubernetesMinors)) {
        // kubeadm asks whether this is there, which on a host apply has brought: here it is this test.
        const own = text.replace(discovery, __filename);
        for (const problem of [...(await kubeadmProblems(own, minor)), ...(await strictConfigProblems(own, minor))]) {
          problems.push(`${title}: ${problem}`);
        }
      }
      return problems;
    },
  },
  'kubelet and API server': {
    path: /^\/etc\/kubernetes\/plinth\/(?:audit-policy|patches\/kubeletconfiguration\+merge)\.yaml$/,
    check: async () => {
      const problems = [];
      const path = readers['kubelet and API server']?.path ?? /$^/;
      for (const { title, text, minor } of filesAt(path, kubernetesMinors)) {
        problems.push(...(await strictConfigProblems(text, minor)).map((problem) => `${title}: ${problem}`));
      }
      return problems;
    },
  },
  etcd: {
    path: /^\/etc\/etcd\/(?:etcd|initial-cluster|member)\.env$/,
    check: async () => {
      const problems = [];
      for (const assembly of assemblies) {
        const release = resourcesOf(assembly, 'etcd-cluster')[0]?.spec.version as EtcdRelease | undefined;
        if (release === undefined) continue;
        for (const view of hostViews(assembly)) {
          const all = view.resourcesOf('file').flatMap(({ spec: { path, body } }) => {
            return readers['etcd']?.path.test(path) === true && body.format === 'env' ? [body.value] : [];
          });
          if (all.length === 0) continue;
          const environment: Record<string, string> = Object.assign({}, ...all) as Record<string, string>;
          problems.push(...(await etcdProblems(environment, release)).map((problem) => `${view.name}: ${problem}`));
        }
      }
      return problems;
    },
  },
  haproxy: {
    path: /^\/etc\/haproxy-(?:api|ingress)\/haproxy\.cfg$/,
    check: () => {
      const secrets = assemblies.flatMap((assembly) => resourcesOf(assembly, 'host-secret'));
      const certificates = [...new Set(secrets.map(({ spec }) => spec.path).filter((path) => path.endsWith('.pem')))];
      return haproxyProblems(texts(filesAt(readers['haproxy']?.path ?? /$^/)), { certificates });
    },
  },
  keepalived: {
    path: /^\/etc\/keepalived\/keepalived\.conf$/,
    check: () =>
      keepalivedProblems(texts(filesAt(readers['keepalived']?.path ?? /$^/)), {
        interfaces: [...new Set(assemblies.flatMap((a) => resourcesOf(a, 'host-pool')).map((p) => p.spec.interface))],
        scripts: [{ path: '/usr/bin/curl', text: '#!/bin/sh\n' }],
      }),
  },
  nft: {
    path: /^\/etc\/plinth\/firewall(?:\.nft|\.d\/)/,
    check: () => nftProblems(texts(filesAt(readers['nft']?.path ?? /$^/))),
  },
  chronyd: {
    path: /^\/etc\/chrony(?:\/chrony)?\.conf$/,
    check: () => chronyProblems(texts(filesAt(readers['chronyd']?.path ?? /$^/))),
  },
  sshd: {
    path: /^\/etc\/ssh\/sshd_config\.d\//,
    check: () => sshdProblems(texts(filesAt(readers['sshd']?.path ?? /$^/))),
  },
  sysctl: {
    path: /^\/etc\/sysctl\.d\//,
    check: () => sysctlProblems(texts(filesAt(readers['sysctl']?.path ?? /$^/))),
  },
  'systemd-networkd and udev': {
    path: /^\/etc\/systemd\/network\//,
    check: async () => {
      const problems = [];
      for (const read of filesAt(readers['systemd-networkd and udev']?.path ?? /$^/)) {
        const found = await networkdProblems(new Map([[read.path, read.text]]));
        problems.push(...found.map((problem) => `${read.title}: ${problem}`));
      }
      return problems;
    },
  },
  'sh and bash': {
    path: /(?:\.sh|\/libexec\/plinth\/[\w-]+)$/,
    check: () => {
      const folder = mkdtempSync(join(tmpdir(), 'plinth-scripts-'));
      try {
        const problems = filesAt(readers['sh and bash']?.path ?? /$^/).flatMap(({ title, text }) => {
          writeFileSync(join(folder, 'script'), text);
          const [, shell = 'sh'] = /^#!(\S+)/.exec(text) ?? [];
          const { status, stderr } = spawnSync(shell, ['-n', join(folder, 'script')], { encoding: 'utf8' });
          return status === 0 ? [] : [`${title}: ${stderr}`];
        });
        return Promise.resolve(problems);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
};

/** Files that no reader of ours takes, and why that is enough. */
const unread: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^\/etc\/host(?:name|s)$/, 'a name, and the address of the host: read by the C library, without a checker'],
  [/^\/etc\/plinth\/(?:artifacts|packages)\.d\//, 'read by scripts of ours, which unit tests run'],
  [/^\/etc\/(?:default\/kubelet|etcd\/backup\.env|etcd\/backup-known-hosts)$/, 'variables and a key, a line each'],
  [/^\/etc\/modules-load\.d\//, 'names of modules, a line each: no checker exists'],
  [/^\/etc\/containerd\/certs\.d\//, 'containerd reads it when it pulls: no checker exists; its form is TOML'],
  [/^\/etc\/crictl\.yaml$/, 'crictl reads it when it runs: no checker exists'],
  [/^\/etc\/kubernetes\/plinth\/admission\.yaml$/, 'its kind is in none of the decoders; the API server reads it'],
  [/^\/etc\/NetworkManager\//, 'NetworkManager is not in Debian’s root; not shown'],
  [/^\/etc\/(?:apt\/apt\.conf|needrestart\/conf)\.d\//, 'words of Ubuntu’s and Debian’s own tools: no checker exists'],
  [/^\/etc\/(?:flatcar|zincati)\//, 'read by the update agents of Flatcar and Fedora CoreOS: not shown'],
  [/^\/etc\/systemd\/(?:logind|networkd|timesyncd)\.conf\.d\//, 'systemd only warns in its log: no checker exists'],
  [/^\/etc\/systemd\/zram-generator\.conf$/, 'empty on purpose'],
  [/^\/etc\/tmpfiles\.d\//, 'tried by hand with systemd-tmpfiles --dry-run'],
];

test.each(Object.keys(readers))('every file that is meant for %s is taken', async (name) => {
  expect(await readers[name]?.check()).toEqual([]);
});

test('every file of every host has a reader, or a reason why it has none', () => {
  const known = [...Object.values(readers).map(({ path }) => path), ...unread.map(([path]) => path)];
  const files = assemblies.flatMap((assembly) => resourcesOf(assembly, 'file').map(({ spec }) => spec.path));

  expect([...new Set(files)].filter((path) => !known.some((one) => one.test(path)))).toEqual([]);
  expect(unread.filter(([path]) => !files.some((file) => path.test(file)))).toEqual([]);
});

test('systemd takes the units of every host', async () => {
  const problems = [];
  const seen = new Set<string>();
  for (const assembly of assemblies) {
    for (const view of hostViews(assembly)) {
      const units = view.resourcesOf('unit').flatMap(({ spec: { name, body } }) => {
        return body ? [[unitPath(name), bodyText({ format: 'unit', value: body })] as const] : [];
      });
      const key = JSON.stringify(units);
      if (seen.has(key)) continue;
      seen.add(key);
      // What packages and artifacts bring is not in Debian's root.
      const programs = units.flatMap(([, text]) =>
        [...text.matchAll(/^Exec\w+=[-+!@:]*(\/\S+)/gm)].map(([, at = '']) => at),
      );
      const found = await unitProblems(new Map(units), { programs: [...new Set(programs)] });
      problems.push(...found.map((problem) => `${assembly.environment.name} ${view.name}: ${problem}`));
    }
  }
  expect(seen.size).toBeGreaterThan(7);
  expect(problems).toEqual([]);
});

describe('boot documents', () => {
  const documents = assemblies.flatMap((assembly) =>
    [...bootDocuments(assembly)].map(([name, text]) => [`${assembly.environment.name}/${name}`, text] as const),
  );
  const named = (end: string): ReadonlyMap<string, string> => new Map(documents.filter(([name]) => name.endsWith(end)));

  test('Ignition takes those of Fedora CoreOS and Flatcar', async () => {
    const all = named('.ign');
    expect(all.size).toBe(13);
    for (const [name, text] of all) expect([name, await ignitionProblems(text)]).toEqual([name, []]);
  });

  test('cloud-init takes those of Ubuntu and Debian, and their networks', async () => {
    const networks = named('.network.yaml');
    const hosts = new Map([...named('.yaml')].filter(([name]) => !networks.has(name)));
    expect([hosts.size, networks.size]).toEqual([11, 11]);
    expect(await cloudConfigProblems(hosts)).toEqual([]);
    expect(await networkConfigProblems(networks)).toEqual([]);
  });
});

test('flannel takes its configuration', async () => {
  const configurations = assemblies.flatMap((assembly) =>
    resourcesOf(assembly, 'object').flatMap(({ spec }) => {
      const text = (spec['data'] as Readonly<Record<string, string>> | undefined)?.['net-conf.json'];
      return text === undefined ? [] : [text];
    }),
  );

  expect(configurations).toHaveLength(4);
  for (const text of new Set(configurations)) expect(await flannelProblems(text)).toEqual([]);
});

test('OpenTofu takes the machines of the lab, with the schemas of the real provider', async () => {
  const lab = assemblies.find(({ environment }) => environment.name === 'lab');
  const main = lab && render(lab).get('machines/main.tf.json');

  expect(await inFolder({ 'main.tf.json': main ?? '' }, tofuValidate)).toEqual([]);
});
