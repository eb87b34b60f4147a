import { hostViews, plinthId, resourcesOf } from '../../assembly';
import type { Action } from '../model/action';
import type { InventoryEntry } from '../model/inventory';
import { entryKey } from '../objects/inventory';
import type { Fragment } from './fragment';
import { entryWords } from './objects';
import type { Place } from './place';
import { withInput, word, words } from './words';

/** The machines' own engine keeps the list of what is there. */
export function machinesAction({ assembly }: Place): Fragment {
  const folder = `../../../dist/${assembly.environment.name}/machines`;
  const state =
    resourcesOf(assembly, 'machine-backend').length > 0 ? '' : ' -state="$PLINTH_DESK/machines/terraform.tfstate"';
  return { parts: ['controlNode', 'machines'], commands: [`make_machines ${words(folder)}${state}`] };
}

/** From the first control host that has it. */
export function kubeconfigAction({ assembly }: Place, path: string): Fragment {
  const pools = resourcesOf(assembly, 'control-plane').flatMap(({ spec }) => spec.controlPools);
  const hosts = hostViews(assembly).filter(({ host }) => pools.includes(host.spec.pool));
  return {
    parts: ['controlNode', 'kubeconfig'],
    commands: [
      ...hosts.map(({ name, host, pool }) => {
        const machine = assembly.resources[plinthId('_hosts', 'machine', name)];
        const existing = machine?.kind === 'machine' && machine.spec.kind === 'existing' ? machine.spec : undefined;
        const address = existing?.sshAddress ?? host.spec.address;
        const user = existing?.sshUser ?? pool.spec.operatingSystem.user ?? '';
        return `fetch_from ${words(name, path, address, user, String(existing?.sshPort ?? 22))}`;
      }),
      `keep_kubeconfig ${words(path, ...hosts.map(({ name }) => name))}`,
    ],
  };
}

type Recording = Extract<Action, { kind: 'record-intent' | 'record-deployed' }>;

/** Whoever carries the plan out knows how to record; it reads the list of objects. */
export function recordAction(place: Place, { kind, inventory }: Recording): Fragment {
  const list = inventory.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const forgetting = kind === 'record-deployed' ? forgettingCommands(place, inventory) : [];
  return {
    parts: ['controlNode', 'record', ...(forgetting.length > 0 ? (['objects'] as const) : [])],
    commands: [...forgetting, withInput(`record ${kind === 'record-intent' ? 'intent' : 'deployed'}`, list)],
  };
}

/** What is recorded stays so until it is known to be gone: a step that removes objects may have been skipped. */
function forgettingCommands({ plan }: Place, inventory: readonly InventoryEntry[]): readonly string[] {
  const actions = plan.steps.flatMap(({ actions }) => actions);
  const kept = new Set(inventory.map(entryKey));
  const meant = actions.flatMap((action) => (action.kind === 'record-intent' ? action.inventory : []));
  const removed = new Set(
    actions.flatMap((action) => (action.kind === 'delete-objects' ? action.objects : [])).map(entryKey),
  );
  return meant
    .filter((entry) => !kept.has(entryKey(entry)))
    .map((entry) => {
      const forget = `forget_object ${word(JSON.stringify(entry))}`;
      return removed.has(entryKey(entry)) ? `! is_gone ${entryWords(entry)} || ${forget}` : forget;
    });
}
