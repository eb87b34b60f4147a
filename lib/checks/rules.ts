import type { Rule } from './rule';
import { addresses } from './rules/addresses';
import { controllers } from './rules/api-without-controller';
import { autoscaledRequests } from './rules/autoscaler-without-request';
import { autoscalers } from './rules/autoscalers';
import { layerRules } from './rules/layers';
import { firstBoots } from './rules/boot-documents';
import { deprecatedApis } from './rules/deprecated-api';
import { disruptionBudgets } from './rules/disruption-budgets';
import { hostAccesses } from './rules/host-access';
import { images } from './rules/images';
import { labels } from './rules/label-invalid';
import { initialNamespaces } from './rules/namespaces';
import { needsCycles } from './rules/needs-cycle';
import { podSecurityLevels } from './rules/pod-security';
import { portNames } from './rules/port-name-duplicate';
import { privilegedPorts } from './rules/port-privileged';
import { sshPorts } from './rules/port-ssh';
import { probePorts } from './rules/probe-port';
import { podReferences } from './rules/references';
import { resources } from './rules/resources';
import { secretObjects } from './rules/secret-bytes';
import { secretLiterals } from './rules/secret-literal';
import { workloadSelectors } from './rules/selector-mismatch';
import { services } from './rules/services';
import { spreading } from './rules/spread-impossible';
import { sharedVolumes } from './rules/volume-shared';

/** All rules, by subject: what runs, how it is reached, how it scales, what it may do, what it needs. */
export const rules: readonly Rule[] = [
  images,
  resources,
  workloadSelectors,
  labels,
  initialNamespaces,
  deprecatedApis,
  portNames,
  probePorts,
  privilegedPorts,
  sshPorts,
  services,
  addresses,
  controllers,
  autoscalers,
  autoscaledRequests,
  disruptionBudgets,
  spreading,
  sharedVolumes,
  podSecurityLevels,
  hostAccesses,
  secretObjects,
  secretLiterals,
  podReferences,
  needsCycles,
  firstBoots,
  ...layerRules,
];
