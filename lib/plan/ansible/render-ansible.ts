import {
  hostViews,
  identityParts,
  manifestPath,
  resourcesOf,
  toYaml,
  type Assembly,
  type FileTree,
} from '../../assembly';
import type { Action } from '../model/action';
import type { Plan } from '../model/plan';
import type { Probe } from '../model/probe';
import type { Step } from '../model/step';
import { scriptPath, stepScript } from '../script/step-script';
import { actionPlugin } from './action-plugin';
import { callbackPlugin } from './callback-plugin';
import { inventoryText } from './inventory';
import { playName, playText } from './play-text';
import { playsOf, type Play } from './plays';
import { settingsText, stepRole } from './settings';

/**
 * A plan as files for Ansible, below one folder: a script for each step, which anybody can read and run by hand, plays that say
 * when and where, and two plugins. Pure: the same plan and assembly give the same bytes, and none of them is a secret.
 *
 * @param assembly - the one that the plan leads to
 */
export function renderAnsible(plan: Plan, assembly: Assembly): FileTree {
  const plays = playsOf(plan);
  const waits = waitSeconds(plays, assembly);
  return new Map([
    ['ansible.cfg', settingsText(hostViews(assembly).length)],
    ['inventory.yml', inventoryText(assembly)],
    ['site.yml', siteText(plays)],
    ...plays.map((play) => [play.path, playText(play, waits.get(play) ?? new Map())] as const),
    ['roles/step/tasks/main.yml', stepRole],
    ['action_plugins/plinth_step.py', actionPlugin],
    ['callback_plugins/plinth_progress.py', callbackPlugin],
    ...plan.steps.map((step) => [scriptPath(step), stepScript(step, plan, assembly)] as const),
    ...manifests(plan, assembly),
  ]);
}

function siteText(plays: readonly Play[]): string {
  const imports = plays.map((play) => `- name: ${JSON.stringify(playName(play))}\n  import_playbook: ${play.path}\n`);
  return `---\n${imports.length === 0 ? '[]\n' : imports.join('')}`;
}

/** A machine that is made by this very plan boots before it answers. */
const bootSeconds = 600;

/** By play, the hosts that are reached for the first time in it and were only just made. */
function waitSeconds(plays: readonly Play[], assembly: Assembly): ReadonlyMap<Play, ReadonlyMap<string, number>> {
  const made = new Set(
    resourcesOf(assembly, 'machine')
      .filter(({ spec }) => spec.kind !== 'existing')
      .map(({ id }) => identityParts(id).name),
  );
  const waits = new Map<Play, ReadonlyMap<string, number>>();
  for (const play of plays) {
    const hosts = play.steps.flatMap(({ place }) => (place.kind === 'host' ? [place.host] : []));
    const first = hosts.filter((host) => made.delete(host));
    if (first.length > 0) waits.set(play, new Map(first.map((host) => [host, bootSeconds])));
  }
  return waits;
}

/** The manifests that steps name, under the names that they have in dist/. */
function manifests({ steps }: Plan, { resources }: Assembly): readonly (readonly [string, string])[] {
  const ids = new Set(steps.flatMap(objectsIn));
  return [...ids].sort().flatMap((id) => {
    const resource = resources[id];
    return resource?.kind === 'object' ? [[manifestPath(id), toYaml(resource.spec)] as const] : [];
  });
}

function objectsIn({ actions, postcondition }: Step): readonly string[] {
  const named = (one: Action | Probe): readonly string[] => {
    if (one.kind === 'apply-objects') return one.objects;
    if (one.kind === 'objects') return one.objects;
    return one.kind === 'all' || one.kind === 'any' ? one.of.flatMap(named) : [];
  };
  return [...actions, postcondition].flatMap(named);
}
