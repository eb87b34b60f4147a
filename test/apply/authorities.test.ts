import fs, { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAuthorities, ownAuthorities, restoreAuthorities, vaultBeside, type AuthorityCopy } from '../../lib/apply';
import { openDesk, type Desk } from '../../lib/apply/desk/desk';
import { bed } from './environments';
import { FakeWorld } from './fake-world';

let world: FakeWorld;
let desk: Desk;
let copy: AuthorityCopy;
beforeEach(() => {
  world = new FakeWorld().program('ansible-vault', ({ args, input }) =>
    args[0] === 'encrypt'
      ? { output: `$VAULT ${Buffer.from(input ?? '').toString('base64')}` }
      : { output: Buffer.from(readFileSync(args.at(-1) ?? '', 'utf8').slice(7), 'base64') },
  );
  desk = openDesk(join(world.folder, 'desk'));
  copy = {
    environment: 'lab',
    authorities: ['etcd'],
    file: join(world.folder, 'ca.vault'),
    vault: 'ansible-vault',
    passwordFile: '/password',
  };
});
afterEach(() => {
  world.remove();
});

const put = (name: string, text: string): void => {
  writeFileSync(join(desk.pki, name), text);
};

test('the copy holds keys and certificates, encrypted, and brings them to another desk', async () => {
  put('etcd.key', 'KEY');
  put('etcd.crt', 'CRT');
  put('etcd.srl', '01');

  expect(await copyAuthorities(world.run, desk, copy)).toBe(true);

  expect(readFileSync(copy.file, 'utf8')).toMatch(/^\$VAULT /);
  expect(world.typed).toEqual(['ansible-vault encrypt --vault-password-file /password --output - -']);
  const other = openDesk(join(world.folder, 'other'));
  expect(await restoreAuthorities(world.run, other, copy)).toEqual(['etcd.crt', 'etcd.key']);
  expect(readFileSync(join(other.pki, 'etcd.key'), 'utf8')).toBe('KEY');
  expect(existsSync(join(other.pki, 'etcd.srl'))).toBe(false);
});

test('it is written again only where something is new, and forgets nothing', async () => {
  put('etcd.key', 'KEY');
  await copyAuthorities(world.run, desk, copy);
  expect(await copyAuthorities(world.run, desk, copy)).toBe(false);

  rmSync(join(desk.pki, 'etcd.key'));
  put('front.key', 'OTHER');
  expect(await copyAuthorities(world.run, desk, copy)).toBe(true);
  expect(await restoreAuthorities(world.run, desk, copy)).toEqual(['etcd.key']);
});

test('without authorities there is nothing to copy, without a copy nothing to bring', async () => {
  expect(await copyAuthorities(world.run, desk, copy)).toBe(false);
  expect(await restoreAuthorities(world.run, desk, copy)).toEqual([]);
  expect(existsSync(copy.file)).toBe(false);
});

test('two authorities of one name are refused, and both stay', async () => {
  put('etcd.key', 'KEY');
  await copyAuthorities(world.run, desk, copy);
  put('etcd.key', 'ANOTHER');
  const before = readFileSync(copy.file, 'utf8');

  await expect(restoreAuthorities(world.run, desk, copy)).rejects.toThrow(
    /^authorities-unreadable: .*both have etcd\.key, and they differ: two authorities of one name\./s,
  );
  expect(readFileSync(join(desk.pki, 'etcd.key'), 'utf8')).toBe('ANOTHER');
  expect(readFileSync(copy.file, 'utf8')).toBe(before);
});

test.each([
  [
    'a wrong password',
    { exitCode: 1, errors: 'ERROR! Decryption failed' },
    /could not be decrypted: ERROR! Decryption failed/,
  ],
  ['something else', { output: 'hello' }, /is no copy of authorities/],
  [
    'another environment’s',
    { output: JSON.stringify({ environment: 'production', files: { 'etcd.key': 'KEY' } }) },
    /holds the authorities of "production", not of "lab"/,
  ],
])('a copy that is %s is refused', async (_name, answer, message) => {
  writeFileSync(copy.file, 'x');
  world.program('ansible-vault', () => answer);

  await expect(restoreAuthorities(world.run, desk, copy)).rejects.toThrow(message);
});

test('a copy that names a file elsewhere brings nothing there', async () => {
  writeFileSync(copy.file, 'x');
  world.program('ansible-vault', () => ({
    output: JSON.stringify({ environment: 'lab', files: { '../../evil.key': 'x', 'etcd.key': 'KEY' } }),
  }));

  expect(await restoreAuthorities(world.run, desk, copy)).toEqual(['etcd.key']);
});

describe('before anything is begun', () => {
  test('a folder that is not there is told', async () => {
    const elsewhere = { ...copy, file: join(world.folder, 'missing/ca.vault') };

    await expect(restoreAuthorities(world.run, desk, elsewhere)).rejects.toThrow(
      `authorities-unreadable: the copy of the authorities’ keys cannot be used\n  why  ${elsewhere.file} cannot be written: ENOENT: no such file or directory, access '${join(world.folder, 'missing')}'\n  fix  Its folder must be there, must be yours, and must have room: mkdir -p ${join(world.folder, 'missing')}`,
    );
  });

  test('a password or a program that is not there is told', async () => {
    world.program('ansible-vault', () => ({ exitCode: 1, errors: 'ERROR! The vault password file was not found' }));
    await expect(restoreAuthorities(world.run, desk, copy)).rejects.toThrow(
      /could not be encrypted: ERROR! The vault password file was not found\n {2}fix {2}ansible-vault must be there, and \/password must hold/,
    );
    await expect(restoreAuthorities(world.run, desk, { ...copy, vault: 'none' })).rejects.toThrow(/spawn none ENOENT/);
  });

  test('nothing is written where all of it is there', async () => {
    await restoreAuthorities(world.run, desk, copy);

    expect(existsSync(copy.file)).toBe(false);
  });

  describe('a copy where nobody can write', () => {
    const content = (files: object): string => JSON.stringify({ environment: 'lab', files });
    beforeEach(() => {
      writeFileSync(copy.file, 'x');
      world.program('ansible-vault', () => ({ output: content({ 'etcd.key': 'KEY' }) }));
      jest.spyOn(fs, 'accessSync').mockImplementation(() => {
        throw new Error('EROFS: read-only file system');
      });
    });
    afterEach(() => {
      jest.restoreAllMocks();
    });

    test('is good where it has all', async () => {
      expect(await restoreAuthorities(world.run, desk, copy)).toEqual(['etcd.key']);
    });

    test.each([
      ['of those that are declared', ['etcd', 'front'], {}],
      ['of those on the desk', ['etcd'], { 'old.key': 'OLD' }],
    ])('is refused where it lacks one %s', async (_name, authorities, own) => {
      for (const [name, text] of Object.entries(own)) put(name, text);

      await expect(restoreAuthorities(world.run, desk, { ...copy, authorities })).rejects.toThrow(
        /ca\.vault cannot be written: EROFS/,
      );
      expect(existsSync(join(desk.pki, 'etcd.key'))).toBe(false);
    });
  });
});

test('the keys of other authorities are made elsewhere', () => {
  expect(ownAuthorities(bed())).toEqual(['etcd']);
});

test('a copy that cannot be written is told with its place', async () => {
  put('etcd.key', 'KEY');
  const elsewhere = { ...copy, file: join(world.folder, 'missing/ca.vault') };

  await expect(copyAuthorities(world.run, desk, elsewhere)).rejects.toThrow(
    /^authorities-unreadable: .*missing\/ca\.vault cannot be written: ENOENT/s,
  );
});

test('ansible-vault is looked for beside ansible-playbook', () => {
  expect(vaultBeside('/opt/ansible/bin/ansible-playbook')).toBe('/opt/ansible/bin/ansible-vault');
  expect(vaultBeside('ansible-playbook')).toBe('ansible-vault');
});
