import { allowedOr, choiceProblems, type Report } from '../../core';
import type { NamespaceProps, PodSecurityLevel, Team } from './namespace-props';

const levels: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];
const networks: readonly NonNullable<NamespaceProps['network']>[] = ['isolated', 'open'];
const accesses: readonly NonNullable<Team['access']>[] = ['view', 'edit', 'admin'];

/** Values that the types do not allow, and that arrive all the same. */
export function namespaceProblems(props: NamespaceProps): readonly Report[] {
  const { podSecurity = 'restricted', network = 'isolated', teams = [] } = props;
  return [
    ...choiceProblems('podSecurity', podSecurity, levels),
    ...choiceProblems('network', network, networks),
    ...teams.flatMap(({ group, access = 'view' }) => choiceProblems(`access of the team "${group}"`, access, accesses)),
  ];
}

/** The settings with the strictest value in place of each that nobody knows. */
export function safeSettings(settings: NamespaceProps): NamespaceProps {
  const { podSecurity, network, teams } = settings;
  return {
    ...settings,
    ...(podSecurity !== undefined && { podSecurity: allowedOr(podSecurity, levels, 'restricted') }),
    ...(network !== undefined && { network: allowedOr(network, networks, 'isolated') }),
    ...(teams && { teams: teams.map(safeTeam) }),
  };
}

function safeTeam(team: Team): Team {
  return team.access === undefined ? team : { ...team, access: allowedOr(team.access, accesses, 'view') };
}
