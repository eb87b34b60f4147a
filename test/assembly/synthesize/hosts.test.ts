import { Construct } from 'constructs';
import {
  bodyText,
  contributes,
  fileCollisions,
  hostStack,
  placedName,
  type Body,
  type Contribution,
  type HostPlace,
} from '../../../lib/assembly';
import type { Environment } from '../../../lib/constructs/base';
import { findingsOf, printed, production, synthesized } from './program';

const control: HostPlace = { pool: 'control' };

/** Something on hosts that contributes. */
function onHosts(environment: Environment, name: string, contribute: (into: Contribution) => void): Construct {
  const construct = new Construct(environment, name);
  contributes(construct, { subject: { stack: { name: hostStack, namespace: '' }, component: name }, contribute });
  return construct;
}

function file(into: Contribution, path: string, body: Body, on = control): void {
  into.resource('file', placedName(on, path), {
    ...{ on, path, mode: '0644', user: 'root', group: 'root', body },
    ...{ stage: 'config', effect: { kind: 'none' } },
  });
}

const hello: Body = { format: 'text', value: 'hello\n' };

describe('resource-conflict', () => {
  const contentsOf = (...bodies: readonly Body[]): Construct => {
    const environment = production();
    bodies.forEach((body, index) => {
      onHosts(environment, `layer-${String(index)}`, (into) => {
        file(into, '/etc/motd', body);
      });
    });
    return environment;
  };

  test('two layers put different contents into one file', () => {
    expect(findingsOf(contentsOf(hello, { format: 'text', value: 'bye\n' }))).toMatchInlineSnapshot(`
      "error resource-conflict: the same thing is said twice of a host or layer, in different ways
        at   production/_hosts/layer-1: const construct = new Construct(environment, name);
        why  "_hosts/plinth/file/control:/etc/motd" has body.value "hello\\n" at [const construct = new Construct(environment, name);], and "bye\\n" at [const construct = new Construct(environment, name);].
        fix  Say it once, or say the same."
    `);
  });

  test('two layers say the same: it is there once, and belongs to the first by name, whoever was asked first', () => {
    const environment = production();
    for (const name of ['zeta', 'alpha']) {
      onHosts(environment, name, (into) => {
        into.resource('module', placedName(control, 'overlay'), { on: control, name: 'overlay' });
      });
    }
    const { assembly, findings } = synthesized(environment);

    expect(printed(findings)).toBe('');
    expect(assembly.resources['_hosts/plinth/module/control:overlay']?.owner).toBe('_hosts/alpha');
  });
});

describe('file-content', () => {
  const holding = (body: Body): string => {
    const environment = production();
    onHosts(environment, 'layer', (into) => {
      file(into, '/etc/some', body);
    });
    return findingsOf(environment);
  };

  test('a line break in a variable', () => {
    expect(holding({ format: 'env', value: { A: '1\n2' } })).toMatchInlineSnapshot(`
      "error file-content: a file on hosts holds what its format cannot carry
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  In "/etc/some" the value of "A" has a line break; a file of the format "env" cannot hold that.
        fix  Write each variable in one line."
    `);
  });

  test('a unit, and the template of a secret file', () => {
    const environment = production();
    onHosts(environment, 'layer', (into) => {
      const [effect, body] = [{ kind: 'none' }, { format: 'toml', value: { a: null } }] as const;
      into.resource('unit', placedName(control, 'a.service'), {
        ...{ on: control, name: 'a.service', state: 'enabled', stage: 'config', effect },
        body: [{ name: 'Service', settings: [['ExecStart', '/bin/a\n/bin/b']] }],
      });
      into.resource('host-secret', placedName(control, '/etc/key'), {
        ...{ on: control, path: '/etc/key', mode: '0600', user: 'root', group: 'root', effect, purpose: 'a key' },
        ...{ maker: 'generatedAtApply', template: { body, randomBytes: {} } },
      });
    });

    expect(findingsOf(environment)).toMatchInlineSnapshot(`
      "error file-content: a file on hosts holds what its format cannot carry
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  In "/etc/key" "a" is null, which TOML cannot say; a file of the format "toml" cannot hold that.
        fix  Write what the format has a form for.
      error file-content: a file on hosts holds what its format cannot carry
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  In "a.service" the value of "ExecStart" in [Service] has a line break or another control character; a file of the format "unit" cannot hold that.
        fix  Write each setting in one line."
    `);
  });

  test('several lines in a format that has a form for them', () => {
    const body: Body = { format: 'toml', value: { a: '1\n2' } };

    expect(holding(body)).toBe('');
    expect(bodyText(body)).toBe('a = "1\\n2"\n');
  });
});

describe('file-path', () => {
  const at = (...paths: readonly string[]): string => {
    const environment = production();
    onHosts(environment, 'layer', (into) => {
      for (const path of paths) file(into, path, hello);
    });
    return findingsOf(environment);
  };

  test('a path that is not absolute', () => {
    expect(at('etc/motd')).toMatchInlineSnapshot(`
      "error file-path: a file or unit on hosts has no proper path or name
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "etc/motd" is not absolute.
        fix  Write the whole path, as in "/etc/motd"."
    `);
  });

  test('a path that would lead out of the folder of its host', () => {
    expect(at('/../../x', '/etc//motd', '/etc/', `/${'é'.repeat(128)}`).match(/"[^"]*" has .*/g)).toHaveLength(4);
  });

  test('a unit that systemd would not read', () => {
    const environment = production();
    onHosts(environment, 'layer', (into) => {
      const effect = { kind: 'none' } as const;
      const rest = { on: control, state: 'enabled', stage: 'config', effect, body: [] } as const;
      for (const name of ['etcd', '../etcd.service'])
        into.resource('unit', placedName(control, name), { name, ...rest });
    });

    expect(findingsOf(environment)).toMatchInlineSnapshot(`
      "error file-path: a file or unit on hosts has no proper path or name
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "../etcd.service" is no name of a unit, such as "etcd.service" or "etcd.service.d/10-limits.conf".
        fix  Write the name as systemctl shows it.
      error file-path: a file or unit on hosts has no proper path or name
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "etcd" is no name of a unit, such as "etcd.service" or "etcd.service.d/10-limits.conf".
        fix  Write the name as systemctl shows it."
    `);
  });

  test('strange names that hosts have', () => {
    expect(at('/opt/日本 x', '/etc/a:b', '/dev-x\\x2d1', '/.x', '/...')).toBe('');
  });
});

describe('file-collision', () => {
  const collisions = (contribute: (into: Contribution) => void): string => {
    const environment = production();
    onHosts(environment, 'layer', contribute);
    const { assembly, provenance, findings } = synthesized(environment);
    expect(printed(findings)).toBe('');
    return printed(fileCollisions(assembly, provenance));
  };

  test('error file-collision: files on hosts whose names differ only in the case of letters', () => {
    expect(
      collisions((into) => {
        file(into, '/etc/motd', hello);
        file(into, '/etc/MOTD', hello);
      }),
    ).toMatchInlineSnapshot(`
      "error file-collision: two resources would be written to the same file
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "_hosts/plinth/file/control:/etc/MOTD" and "_hosts/plinth/file/control:/etc/motd" would both be hosts/control/files/etc/motd where file names do not tell upper from lower case.
        fix  Give one of them another name."
    `);
  });

  test('a file where another needs a folder, and a unit that is a file as well', () => {
    expect(
      collisions((into) => {
        file(into, '/etc/a', hello);
        file(into, '/etc/a/b/c', hello);
        file(into, '/etc/systemd/system/x.service', hello);
        const rest = { state: 'enabled', stage: 'config', effect: { kind: 'none' }, body: [] } as const;
        into.resource('unit', placedName(control, 'x.service'), { on: control, name: 'x.service', ...rest });
      }),
    ).toMatchInlineSnapshot(`
      "error file-collision: two resources would be written to the same file
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "_hosts/plinth/file/control:/etc/systemd/system/x.service" and "_hosts/plinth/unit/control:x.service" would both be hosts/control/files/etc/systemd/system/x.service where file names do not tell upper from lower case.
        fix  Give one of them another name.
      error file-collision: two resources would be written to the same file
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  "_hosts/plinth/file/control:/etc/a/b/c" stands below "_hosts/plinth/file/control:/etc/a", which is a file and no folder.
        fix  Give one of them another path."
    `);
  });

  test('a host that is called as the folder of its pool', () => {
    expect(
      collisions((into) => {
        into.resource('host', 'files', { pool: 'control', address: '10.20.0.11', volumes: [] });
      }),
    ).toMatchInlineSnapshot(`
      "error file-collision: two resources would be written to the same file
        at   production/_hosts/layer: const construct = new Construct(environment, name);
        why  A host cannot be called "files": hosts/control/files holds the files of all hosts of the pool.
        fix  Give the host another name."
    `);
  });

  test('a file of the pool and one of a host, and a drop-in beside its unit', () => {
    const found = collisions((into) => {
      file(into, '/etc/motd', hello);
      file(into, '/etc/MOTD', hello, { pool: 'control', host: 'control-1' });
      file(into, '/etc/motd.d/x', hello);
      const rest = { state: 'enabled', stage: 'config', effect: { kind: 'none' } } as const;
      for (const name of ['x.service', 'x.service.d/1.conf'])
        into.resource('unit', placedName(control, name), { on: control, name, body: [], ...rest });
    });

    expect(found).toBe('');
  });
});
