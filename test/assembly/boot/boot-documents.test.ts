import fc from 'fast-check';
import { bootDocuments, readAssembly, renderDist, writeDist, type Assembly } from '../../../lib/assembly';
import { arbitraryAssembly } from '../../invariants/arbitrary-assembly';
import { inFolder } from '../../invariants/folder';
import { debian, file, hostsAssembly, person, pool } from '../hosts/hosts-assembly';
import { byCloudInit, byIgnition } from './first-boots';

function documentOf(assembly: Assembly, name: string): string {
  return bootDocuments(assembly).get(name) ?? '';
}

describe('Ignition', () => {
  test('a host with all that there is', () => {
    expect(documentOf(byIgnition, 'control-1.ign')).toMatchSnapshot();
  });

  test('a host has what it has alone in the place of what its pool has', () => {
    const text = documentOf(byIgnition, 'control-2.ign');

    expect(text).toContain(encodeURIComponent('Only here.\n'));
    expect(text).not.toContain('Hello');
    expect(text).toContain('"20-name.conf"');
    expect(text.match(/"path":"\/etc\/motd"/g)).toHaveLength(1);
  });

  test('a document is JSON, with each path and each unit once', () => {
    for (const text of bootDocuments(byIgnition).values()) {
      const { storage, systemd } = JSON.parse(text) as {
        readonly storage: { readonly files: readonly { readonly path: string }[] };
        readonly systemd: { readonly units: readonly { readonly name: string }[] };
      };
      for (const names of [storage.files.map(({ path }) => path), systemd.units.map(({ name }) => name)]) {
        expect(names).toEqual([...new Set(names)]);
      }
    }
  });
});

describe('cloud-init', () => {
  test('a host with all that there is', () => {
    expect(documentOf(byCloudInit, 'control-1.yaml')).toMatchSnapshot();
  });

  test('its network', () => {
    expect(documentOf(byCloudInit, 'control-1.network.yaml')).toMatchInlineSnapshot(`
      "version: 2
      ethernets:
        eth0:
          dhcp4: false
          dhcp6: false
          accept-ra: false
          link-local: []
          addresses:
            - 10.20.0.11/24
          mtu: 1500
          routes:
            - to: 0.0.0.0/0
              via: 10.20.0.1
          nameservers:
            addresses:
              - 10.20.0.2
      "
    `);
  });

  test('a host that has a unit alone', () => {
    const text = documentOf(byCloudInit, 'control-2.yaml');

    expect(text).toContain('/etc/systemd/system/etcd.service.d/20-name.conf');
    expect(text).toContain('Only here.');
    expect(text).not.toContain('Hello');
  });

  test('a host with nothing asks for no package, and makes nobody', () => {
    const text = documentOf(hostsAssembly(pool('control', 1)), 'control-1.yaml');

    expect(text).toContain('package_update: false\n');
    expect(text).toContain('users: []\n');
    expect(text).toContain('disable_root: true\n');
    expect(documentOf(hostsAssembly(pool('control', 1), person('root')), 'control-1.yaml')).toContain(
      'disable_root: false\n',
    );
  });

  test('what is no plain text is base64', () => {
    const text = documentOf(hostsAssembly(pool('control', 1), file('/a', 'a\r\nb\u0007')), 'control-1.yaml');

    expect(text).toContain(`encoding: b64\n  content: ${Buffer.from('a\r\nb\u0007').toString('base64')}\n`);
  });
});

describe('contents are packed', () => {
  const large = file('/etc/large', 'one line of many\n'.repeat(4000));
  const sizes = (limit: number | undefined, provisioning: 'ignition' | 'cloud-init'): readonly number[] => {
    const how = provisioning === 'ignition' ? { kind: provisioning, spec: '3.3.0' } : { kind: provisioning };
    const rest = { provisioning: how, ...(limit !== undefined && { userDataLimit: limit }) };
    const documents = bootDocuments(hostsAssembly(pool('control', 1, rest), large));
    return [...documents].filter(([name]) => !name.includes('network')).map(([, text]) => text.length);
  };

  test.each(['ignition', 'cloud-init'] as const)(
    'with %s, where a document would be larger than its provider takes',
    (how) => {
      const [plain = 0] = sizes(undefined, how);
      const [fitting = 0] = sizes(plain, how);
      const [packed = 0] = sizes(plain - 1, how);

      expect(plain).toBeGreaterThan(68_000);
      expect(fitting).toBe(plain);
      expect(packed).toBeLessThan(2000);
    },
  );
});

test.each([
  ['fedora-coreos', ['kubelet']],
  ['flatcar', ['kubelet']],
  ['debian', ['etcd', 'kubelet']],
] as const)('Ignition makes no user of a daemon that an image of %s has', (name, users) => {
  const ignition = { kind: 'ignition', spec: '3.4.0' } as const;
  const hosts = pool('control', 1, { provisioning: ignition, operatingSystem: { ...debian, name } });
  const daemons = ['etcd', 'kubelet'].map((daemon) => person(daemon, { system: true, sudo: false, keys: [] }));
  const [document = ''] = bootDocuments(hostsAssembly(hosts, daemons)).values();

  expect([...document.matchAll(/^\{"name":"(\w+)"/gm)].map(([, user]) => user)).toEqual(users);
});

test('secrets are in no document', () => {
  for (const text of [...bootDocuments(byIgnition).values(), ...bootDocuments(byCloudInit).values()]) {
    expect(text).not.toMatch(/canary|etcd\/key"/);
  }
});

test('what is read from dist/ gives the same documents', () => {
  fc.assert(
    fc.property(arbitraryAssembly(), (a) => {
      inFolder((folder) => {
        writeDist(folder, renderDist([a]));

        expect([...bootDocuments(readAssembly(folder, 'production'))]).toEqual([...bootDocuments(a)]);
      });
    }),
    { numRuns: 60 },
  );
  for (const a of [byIgnition, byCloudInit]) {
    inFolder((folder) => {
      writeDist(folder, renderDist([a]));

      expect([...bootDocuments(readAssembly(folder, 'lab'))]).toEqual([...bootDocuments(a)]);
    });
  }
});

test('of a thousand hosts what the pool has is encoded once', () => {
  const files = Array.from({ length: 60 }, (_, index) => file(`/etc/file-${String(index)}`, 'x = 1\n'.repeat(100)));
  const timed = (count: number): number => {
    const assembly = hostsAssembly(
      pool('control', count, { provisioning: { kind: 'ignition', spec: '3.3.0' } }),
      files,
    );
    const start = process.cpuUsage();
    expect(bootDocuments(assembly).size).toBe(count);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  timed(10);

  // Rendered one by one they would take a hundred times as long, not ten.
  expect(timed(1000)).toBeLessThan(60 * timed(10) + 500_000);
});
