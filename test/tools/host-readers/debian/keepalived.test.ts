import { keepalivedProblems } from './keepalived';

jest.setTimeout(600_000);

const configuration = `global_defs {
    router_id control-1
    script_user keepalived_script
    enable_script_security
}
vrrp_script apiserver {
    script "/etc/keepalived/check-apiserver"
    interval 3
    timeout 2
    fall 3
    rise 2
}
vrrp_instance endpoint {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    unicast_src_ip 10.20.0.11
    unicast_peer {
        10.20.0.12
        10.20.0.13
    }
    virtual_ipaddress {
        10.20.0.5/24 dev eth0
    }
    track_script {
        apiserver
    }
}
`;
const users = ['keepalived_script'];
const scripts = [{ path: '/etc/keepalived/check-apiserver', text: '#!/bin/sh\nexit 0\n' }];

test('a configuration is accepted', async () => {
  expect(
    await keepalivedProblems(
      new Map([
        ['keepalived.conf', configuration],
        ['another', configuration],
      ]),
      { scripts, users },
    ),
  ).toEqual([]);
});

test.each([
  ['nopreempt', 'nopremt', "keepalived.conf: (keepalived.conf: Line 15) Unknown keyword 'nopremt'"],
  [
    'virtual_router_id 51',
    'virtual_router_id 300',
    "keepalived.conf: (keepalived.conf: Line 17) number '300' outside range [1, 255]",
  ],
  [
    '        apiserver',
    '        apserver',
    'keepalived.conf: (keepalived.conf: Line 29) (endpoint) track script apserver not found, ignoring...',
  ],
  [
    'interface eth0',
    'interface eth7',
    "keepalived.conf: (keepalived.conf: Line 16) WARNING - interface eth7 for vrrp_instance endpoint doesn't exist",
  ],
  [
    '10.20.0.12',
    '10.20.0.512',
    'keepalived.conf: (keepalived.conf: Line 22) Configuration error: VRRP instance[endpoint] malformed unicast peer address[10.20.0.512]. Skipping...',
  ],
  [
    'state BACKUP',
    'state SLAVE',
    "keepalived.conf: (keepalived.conf: Line 14) (endpoint) unknown state 'SLAVE', defaulting to BACKUP",
  ],
  ['priority 100', 'priority 256', "keepalived.conf: (keepalived.conf: Line 18) number '256' outside range [1, 255]"],
  ['advert_int 1', 'advert_int soon', "keepalived.conf: (keepalived.conf: Line 19) invalid number 'soon'"],
  ['unicast_peer {', 'unicast_peer', "keepalived.conf: (Line 25) Unknown keyword 'virtual_ipaddress'"],
  [
    'script_user keepalived_script',
    'script_user nobody-here',
    'keepalived.conf: (Line 3) Error setting global script uid/gid',
  ],
  [
    'virtual_ipaddress',
    'virtual_ip_address',
    "keepalived.conf: (keepalived.conf: Line 25) Unknown keyword 'virtual_ip_address'",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const texts = new Map([['keepalived.conf', configuration.replace(good, bad)]]);
  const [first] = await keepalivedProblems(texts, { scripts, users });
  expect(first).toBe(problem);
});

test('a script must be there, and nobody else may write it where root runs it', async () => {
  const texts = new Map([
    ['keepalived.conf', configuration.replace('script_user keepalived_script', 'script_user root')],
  ]);
  expect(await keepalivedProblems(texts, { scripts, users })).toEqual([]);
  expect(await keepalivedProblems(texts, { users })).toEqual([
    'keepalived.conf: Disabling track script apiserver since not found/accessible',
  ]);
  const open = scripts.map((script) => ({ ...script, mode: 0o777 }));
  expect(await keepalivedProblems(texts, { scripts: open })).toEqual([
    'keepalived.conf: Disabling track script apiserver due to insecure',
  ]);
});

test('a user must be there', async () => {
  const [first] = await keepalivedProblems(new Map([['keepalived.conf', configuration]]), { scripts });
  expect(first).toBe('keepalived.conf: (Line 3) Error setting global script uid/gid');
});
