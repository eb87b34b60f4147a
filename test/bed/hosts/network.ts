import { existsSync } from 'node:fs';
import { must } from './must';
import type { BedNames } from './names';

/** What all hosts of a bed share a link with. */
const bridge = 'bed0';

/** Runs a program in a network namespace: the words of the command. */
export function inNamespace(namespace: string, command: readonly string[]): readonly string[] {
  return ['ip', 'netns', 'exec', namespace, ...command];
}

/** Makes the control namespace: loopback, and a bridge with an address. Nothing leads out of it. */
export async function makeControl({ control }: BedNames, address: string): Promise<void> {
  await must('ip', ['netns', 'add', control]);
  await ip(control, 'link set lo up');
  await ip(control, `link add ${bridge} type bridge stp_state 0 forward_delay 0`);
  await ip(control, `address add ${address} dev ${bridge}`);
  await ip(control, `link set ${bridge} up`);
  // A switch has no firewall and does not route.
  for (const setting of ['net.bridge.bridge-nf-call-iptables=0', 'net.bridge.bridge-nf-call-ip6tables=0', noForwarding])
    await sysctl(control, setting);
}

const noForwarding = 'net.ipv4.ip_forward=0';

/** Makes a host's namespace with eth0, which has no address and is down, as a card is before a system starts. */
export async function plugIn(names: BedNames, host: string, index: number): Promise<void> {
  const namespace = names.namespace(host);
  await unplug(names, host, index);
  await must('ip', ['netns', 'add', namespace]);
  // New namespaces start with what the machine has set for itself.
  await sysctl(namespace, noForwarding);
  const port = names.port(index);
  const eth0 = `type veth peer name eth0 address ${names.mac(index)} netns ${namespace}`;
  await ip(names.control, `link add ${port} ${eth0}`);
  await ip(names.control, `link set ${port} master ${bridge} up`);
}

/** Takes a host's namespace away, and with it all interfaces, addresses and rules that the host made. */
export async function unplug(names: BedNames, host: string, index: number): Promise<void> {
  if (existsSync(`/run/netns/${names.namespace(host)}`)) await must('ip', ['netns', 'delete', names.namespace(host)]);
  // A namespace may linger for a moment, and its end of the pair with it.
  if (await hasLink(names.control, names.port(index))) await ip(names.control, `link delete ${names.port(index)}`);
}

/** Pulls a host's cable (`down`) or puts it back (`up`). The host itself sees the carrier go and come. */
export async function setPort(names: BedNames, index: number, state: 'up' | 'down'): Promise<void> {
  await ip(names.control, `link set ${names.port(index)} ${state}`);
}

async function hasLink(namespace: string, link: string): Promise<boolean> {
  const links = await ip(namespace, '-brief link show');
  return links.split('\n').some((line) => line.startsWith(`${link}@`) || line.startsWith(`${link} `));
}

function ip(namespace: string, command: string): Promise<string> {
  return must('ip', ['-n', namespace, ...command.split(' ')]);
}

async function sysctl(namespace: string, setting: string): Promise<void> {
  await must('ip', ['netns', 'exec', namespace, 'sysctl', '--quiet', '--write', setting]);
}
