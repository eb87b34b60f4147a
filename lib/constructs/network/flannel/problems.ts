import { IpAddress, madeOtherwise, type Report } from '../../../core';
import { PolicyEnforcer } from '../enforcers/policy-enforcer';
import { networkInvalid } from '../findings';
import { FlannelBackend } from './backend';
import { FlannelDatastore } from './datastore';
import type { FlannelProps } from './props';

/** Properties that the rest can rely on: what is made otherwise is reported, and stands for its default. */
export interface FlannelChoices {
  readonly backend: FlannelBackend;
  readonly datastore: FlannelDatastore;
  readonly enforcer: PolicyEnforcer;
}

export function choicesOf(given: FlannelProps): { readonly choices: FlannelChoices; readonly problems: Report[] } {
  const { backend, datastore, enforcer } = given as Readonly<Record<keyof FlannelChoices, unknown>>;
  const problems: Report[] = [];
  const wrong = (property: string, value: unknown, type: string, write: string): void => {
    if (value !== undefined) problems.push(madeOtherwise(property, value, type, `Write ${write}.`));
  };
  const isBackend = backend instanceof FlannelBackend;
  const isDatastore = datastore instanceof FlannelDatastore;
  const isEnforcer = enforcer instanceof PolicyEnforcer;
  if (!isBackend) wrong('backend', backend, 'FlannelBackend', 'FlannelBackend.vxlan() or FlannelBackend.hostGw()');
  if (!isDatastore) wrong('datastore', datastore, 'FlannelDatastore', 'FlannelDatastore.kubernetes()');
  if (!isEnforcer) wrong('enforcer', enforcer, 'PolicyEnforcer', 'PolicyEnforcer.kubeRouter()');
  return {
    choices: {
      backend: isBackend ? backend : FlannelBackend.vxlan(),
      datastore: isDatastore ? datastore : FlannelDatastore.kubernetes(),
      enforcer: isEnforcer ? enforcer : PolicyEnforcer.kubeRouter(),
    },
    problems,
  };
}

/** What is wrong with a network, all at once. */
export function flannelProblems(props: FlannelProps, choices: FlannelChoices): readonly Report[] {
  const { backend, datastore } = choices;
  const { subnetMin, subnetMax, prefix } = datastore.etcd?.props ?? {};
  return [
    ...(backend.spec.kind === 'vxlan'
      ? [
          ...numberProblems('port of the backend', backend.spec.port, 1, 65535),
          ...numberProblems('vni of the backend', backend.spec.vni, 1, 16777215),
        ]
      : []),
    ...(props.mtu === undefined ? [] : numberProblems('mtu', props.mtu, 576, 9216)),
    ...(props.images && datastore.etcd
      ? [
          invalid(
            'images are given, and with its leases in etcd flannel runs on hosts without any.',
            'Leave images out.',
          ),
        ]
      : []),
    ...addressProblems('subnetMin', subnetMin),
    ...addressProblems('subnetMax', subnetMax),
    ...(prefix === undefined || /^(\/[^/\s]+)+$/.test(prefix)
      ? []
      : [invalid(`prefix is "${prefix}".`, "Write the beginning of a key, such as '/coreos.com/network'.")]),
  ];
}

function numberProblems(property: string, value: number, least: number, most: number): readonly Report[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [
    invalid(
      `${property} is ${JSON.stringify(value)}.`,
      `Write a whole number from ${String(least)} to ${String(most)}.`,
    ),
  ];
}

function addressProblems(property: string, value: string | undefined): readonly Report[] {
  if (value === undefined || IpAddress.tryParse(value)) return [];
  return [invalid(`${property} is "${value}", which is no address.`, "Write an address such as '10.244.1.0'.")];
}

function invalid(detail: string, fix: string): Report {
  return { kind: networkInvalid, detail, fix };
}
