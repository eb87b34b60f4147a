import type { HostReader } from './reading';
import { containerd } from './readers/containerd';
import * as debian from './readers/debian';
import { environment } from './readers/environment';
import { etcd } from './readers/etcd';
import { kubeadm, kubeconfig, strictConfig } from './readers/kubernetes';
import { haproxy, keepalived } from './readers/load-balancers';
import { networkd, units } from './readers/systemd';

/** Which texts of hosts go to which reader; or why nothing here reads them. */
export type Reading =
  | {
      readonly paths: RegExp;
      readonly reader: HostReader;
      /** Shows that the reader has them: what it would refuse, put in place of something in them. */
      readonly fault: readonly [good: string | RegExp, bad: string];
    }
  | { readonly paths: RegExp; readonly unread: string };

/** Each text belongs to exactly one of these. */
export const readings: Readonly<Record<string, Reading>> = {
  apt: {
    paths: /^\/etc\/apt\/apt\.conf\.d\/[^/.]+$/,
    reader: debian.apt,
    fault: [';', ''],
  },
  chrony: { paths: /^\/etc\/(?:chrony\/)?chrony\.conf$/, reader: debian.chrony, fault: ['makestep', 'makestp'] },
  containerd: {
    paths: /^\/etc\/containerd\/config\.toml$/,
    reader: containerd,
    fault: ['SystemdCgroup', 'SystemdCgrp'],
  },
  'environment files': {
    paths: /^\/etc\/(?:default\/kubelet|etcd\/backup\.env)$/,
    reader: environment,
    fault: ['=', ' = '],
  },
  etcd: {
    paths: /^\/etc\/etcd\/(?:etcd|initial-cluster|member)\.env$/,
    reader: etcd,
    fault: ['ETCD_HEARTBEAT_INTERVAL', 'ETCD_HEARTBEAT'],
  },
  firewall: { paths: /^\/etc\/plinth\/firewall\.nft$/, reader: debian.nft, fault: [' accept', ' acept'] },
  haproxy: { paths: /^\/etc\/haproxy-[a-z]+\/haproxy\.cfg$/, reader: haproxy, fault: ['maxconn', 'maxcon'] },
  hostname: { paths: /^\/etc\/hostname$/, reader: debian.hostname, fault: ['-', '_'] },
  hosts: { paths: /^\/etc\/hosts$/, reader: debian.hosts, fault: [/^10\.\d+/m, '10.300'] },
  keepalived: {
    paths: /^\/etc\/keepalived\/keepalived\.conf$/,
    reader: keepalived,
    fault: ['advert_int', 'advert_interval'],
  },
  'kernel modules': { paths: /^\/etc\/modules-load\.d\/[^/]+\.conf$/, reader: debian.modules, fault: ['_', ' '] },
  kubeadm: {
    paths: /^\/etc\/kubernetes\/plinth\/(?:init|join)\.yaml$/,
    reader: kubeadm,
    fault: ['nodeRegistration', 'nodeRegistrations'],
  },
  kubeconfig: {
    paths: /^\/etc\/kubernetes\/plinth\/discovery\.conf$/,
    reader: kubeconfig,
    fault: ['server:', 'servr:'],
  },
  'files of Kubernetes': {
    paths: /^\/etc\/kubernetes\/plinth\/(?:audit-policy|encryption|patches\/kubeletconfiguration\+merge)\.yaml$/,
    reader: strictConfig,
    fault: ['kind:', 'knd:'],
  },
  'known hosts': {
    paths: /^\/etc\/etcd\/backup-known-hosts$/,
    reader: debian.knownHosts,
    fault: ['AAAA', 'AA'],
  },
  logind: {
    paths: /^\/etc\/systemd\/logind\.conf\.d\/[^/]+\.conf$/,
    reader: debian.logind,
    fault: ['InhibitDelayMaxSec', 'InhibitDelay'],
  },
  needrestart: {
    paths: /^\/etc\/needrestart\/conf\.d\/[^/]+\.conf$/,
    reader: debian.perl,
    fault: ["'l'", "'l"],
  },
  networkd: {
    paths: /^\/etc\/systemd\/network\/[^/]+\.(?:link|netdev|network)$/,
    reader: networkd,
    fault: ['[Match]', '[Math]'],
  },
  'settings of networkd': {
    paths: /^\/etc\/systemd\/networkd\.conf\.d\/[^/]+\.conf$/,
    reader: debian.networkdSettings,
    fault: ['ManageForeignRoutes', 'ManageForeignRoute'],
  },
  'settings of resolved': {
    paths: /^\/etc\/systemd\/resolved\.conf\.d\/[^/]+\.conf$/,
    reader: debian.resolved,
    fault: ['MulticastDNS', 'MulticastDN'],
  },
  scripts: {
    paths: /^\/(?:etc\/etcd\/backup\.sh|(?:opt|usr\/local)\/libexec\/plinth\/[a-z-]+)$/,
    reader: debian.shell,
    fault: ['done', 'fi'],
  },
  sshd: {
    paths: /^\/etc\/ssh\/sshd_config\.d\/[^/]+\.conf$/,
    reader: debian.sshd,
    fault: ['MaxAuthTries', 'MaxAuthTry'],
  },
  sudoers: { paths: /^\/etc\/sudoers\.d\/[^/.]+$/, reader: debian.sudoers, fault: ['NOPASSWD:', 'NOPASWD:'] },
  sysctl: { paths: /^\/etc\/sysctl\.d\/[^/]+\.conf$/, reader: debian.sysctl, fault: ['ip_forward', 'ip_forwrd'] },
  tmpfiles: { paths: /^\/etc\/tmpfiles\.d\/[^/]+\.conf$/, reader: debian.tmpfiles, fault: [/^d/m, 'dd'] },
  units: {
    paths: /^\/etc\/systemd\/system\/[^/]+(?:\.d\/[^/]+\.conf)?$/,
    reader: units,
    fault: ['[Unit]', '[Units]'],
  },

  'admission of the API server': {
    paths: /^\/etc\/kubernetes\/plinth\/admission\.yaml$/,
    unread: 'strict-config knows neither AdmissionConfiguration nor the configuration of its plugins.',
  },
  crictl: { paths: /^\/etc\/crictl\.yaml$/, unread: 'crictl is not among the programs that are built here.' },
  'lists of software': {
    paths: /^\/etc\/plinth\/(?:artifacts|packages)\.d\/[a-z-]+$/,
    unread: 'Scripts of ours read them, and unit tests run these (install-script, packages-script).',
  },
  NetworkManager: {
    paths: /^\/etc\/NetworkManager\/(?:conf\.d\/[^/]+\.conf|system-connections\/[^/]+\.nmconnection)$/,
    unread:
      'The Debian root has no NetworkManager. One host tried by hand: nmcli --offline and --print-config of 1.52 keep all keys.',
  },
  'registry mirrors of containerd': {
    paths: /^\/etc\/containerd\/certs\.d\/[^/]+\/hosts\.toml$/,
    unread: 'containerd reads them when it pulls an image, and has no command that only reads them.',
  },
  timesyncd: {
    paths: /^\/etc\/systemd\/timesyncd\.conf\.d\/[^/]+\.conf$/,
    unread: "Debian's package excludes chrony, which the root has.",
  },
  'updates of Fedora CoreOS': {
    paths: /^\/etc\/zincati\/config\.d\/[^/]+\.toml$/,
    unread: 'Zincati is part of that system alone.',
  },
  'updates of Flatcar': {
    paths: /^\/etc\/flatcar\/update\.conf$/,
    unread: 'Its readers are part of that system alone.',
  },
  'zram of Fedora CoreOS': {
    paths: /^\/etc\/systemd\/zram-generator\.conf$/,
    unread: 'It holds no setting: that it is there turns off what the system brings.',
  },
};
