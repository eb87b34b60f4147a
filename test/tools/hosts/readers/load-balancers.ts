import { haproxyProblems } from '../../host-readers/debian/haproxy';
import { keepalivedProblems } from '../../host-readers/debian/keepalived';
import { named, type HostReader } from '../reading';

/** With the certificates that hosts are brought. */
export const haproxy: HostReader = (texts) => {
  const secrets = texts.flatMap(({ view }) => view.resourcesOf('host-secret').map(({ spec }) => spec.path));
  const certificates = [...new Set(secrets)].filter((path) => path.endsWith('.pem'));
  return haproxyProblems(named(texts), { certificates });
};

/** With the interfaces of the hosts' pools, and the programs that its scripts call. */
export const keepalived: HostReader = (texts) => {
  const interfaces = [...new Set(texts.map(({ view }) => view.pool.spec.interface))];
  const scripts = [{ path: '/usr/bin/curl', text: '#!/bin/sh\n' }];
  return keepalivedProblems(named(texts), { interfaces, scripts });
};
