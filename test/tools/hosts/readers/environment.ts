import { etcdEnvironment } from '../../host-readers/etcd-environment';
import { distinct, oneByOne, type HostReader } from '../reading';

/** Files that units name as EnvironmentFile: one variable a line, none twice. What the variables mean only their program knows. */
export const environment: HostReader = (texts) =>
  oneByOne(distinct(texts), ({ text }) => {
    try {
      return Promise.resolve(Object.keys(etcdEnvironment(text)).length === 0 ? ['there is no variable'] : []);
    } catch (error) {
      return Promise.resolve([String(error)]);
    }
  });
