import { App } from '../../../lib/program';
import { EtcdBackup } from '../../../lib/constructs/etcd';
import { environmentIn, etcdIn } from './fixture';

/** What is said of a property as a program without types could have it. */
function told(props: object): string {
  try {
    etcdIn(environmentIn(new App()), props);
    return '';
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['hosts by name', { hosts: ['control-1'] }],
  ['a backup as a text', { backup: 's3://etcd' }],
  ['a quota as Kubernetes writes it', { quota: '8Gi' }],
  ['a number of milliseconds', { heartbeat: 100 }],
])('%s', (_, props) => {
  expect(told(props)).toMatchSnapshot();
});

test('all at once', () => {
  expect(told({ quota: '8Gi', election: 100 }).match(/why/g)).toHaveLength(2);
});

test('a destination that stands for the properties', () => {
  const destination = { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } as const;
  expect(() => EtcdBackup.hourly(destination as never)).toThrowErrorMatchingInlineSnapshot(`
    "choice-unknown: a property has a value that it cannot have
      why  to is undefined, which is no place where copies go.
      fix  Write EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } })."
  `);
});
