import { haproxyProblems } from './haproxy';

jest.setTimeout(600_000);

const configuration = `global
    log /dev/log local0
    maxconn 4096
    user haproxy
    group haproxy
    stats socket /run/haproxy/admin.sock mode 660 level admin

defaults
    mode tcp
    log global
    option tcplog
    timeout connect 5s
    timeout client 1m
    timeout server 1m

frontend apiserver
    bind 10.20.0.5:6443 transparent
    default_backend control

frontend https
    mode http
    option httplog
    bind :443 ssl crt /etc/haproxy/shop.pem
    http-request redirect location https://www.example.com

backend control
    option httpchk GET /readyz
    http-check expect status 200
    balance roundrobin
    default-server check check-ssl verify none inter 2s fall 3 rise 2
    server control-1 10.20.0.11:6443
    server control-2 10.20.0.12:6443
`;

const plain = configuration.replace(/frontend https\n(?: .*\n)+\n/, '');

test('a configuration is accepted', async () => {
  expect(
    await haproxyProblems(
      new Map([
        ['haproxy.cfg', plain],
        ['another', plain],
      ]),
    ),
  ).toEqual([]);
});

test.each([
  [
    'default_backend control',
    'default_backend contrl',
    "haproxy.cfg: ALERT: Proxy 'apiserver': unable to find required default_backend: 'contrl'.",
  ],
  [
    'balance',
    'balanse',
    "haproxy.cfg: ALERT: parsing [haproxy.cfg:23] : unknown keyword 'balanse' in 'backend' section; did you mean 'balance' maybe ?",
  ],
  [
    '    timeout client 1m\n',
    '',
    "haproxy.cfg: WARNING: missing timeouts for frontend 'apiserver'. While not properly invalid, you will certainly encounter various problems with such a configuration. To fix this, please ensure that all following timeouts are set to a non-zero value: 'client', 'connect', 'server'.",
  ],
  [
    '10.20.0.11:',
    'control-1.example.com:',
    "haproxy.cfg: ALERT: [haproxy.cfg:25] : 'server control/control-1' : could not resolve address 'control-1.example.com'.",
  ],
  [
    'control-2',
    'control-1',
    "haproxy.cfg: ALERT: parsing [haproxy.cfg:26] : backend 'control', another server named 'control-1' was already defined at line 25, please use distinct names.",
  ],
  [
    'user haproxy',
    'user nobody-here',
    "haproxy.cfg: ALERT: parsing [haproxy.cfg:4] : cannot find user id for 'nobody-here' (0:Success)",
  ],
  [
    'inter 2s',
    'inter 2x',
    "haproxy.cfg: ALERT: [haproxy.cfg:24] : unexpected character 'x' in 'agent-inter' argument of server default-server..",
  ],
  ['6443 transparent', '66443', "haproxy.cfg: ALERT: parsing [haproxy.cfg:17] : 'bind' : invalid port '66443'"],
  [
    'option tcplog',
    'option httplog',
    "haproxy.cfg: WARNING: parsing [haproxy.cfg:11] : 'option httplog' not usable with frontend 'apiserver' (needs 'mode http'). Falling back to 'option tcplog'.",
  ],
])('"%s" as "%s" is refused', async (good, bad, problem) => {
  const [first] = await haproxyProblems(new Map([['haproxy.cfg', plain.replace(good, bad)]]));
  expect(first).toBe(problem);
});

test('a certificate must be there', async () => {
  expect(await haproxyProblems(new Map([['haproxy.cfg', configuration]]))).toEqual([
    "haproxy.cfg: ALERT: parsing [haproxy.cfg:23] : 'bind :443' in section 'frontend' : unable to stat SSL certificate from file '/etc/haproxy/shop.pem' : No such file or directory.",
  ]);
  const certificates = ['/etc/haproxy/shop.pem'];
  expect(await haproxyProblems(new Map([['haproxy.cfg', configuration]]), { certificates })).toEqual([]);
});
