import type { JsonObject } from '../../core';
import { toYaml } from '../../assembly';
import { parcelFile } from '../script/parcels';
import { scriptPath } from '../script/step-script';
import type { Step } from '../model/step';
import type { Play } from './plays';

/** What the control node is called in an inventory of hosts alone. */
const controlNode = 'localhost';

/**
 * A play: who carries out which script. The tags are the move and the steps, and the plugin that carries a step out passes over
 * hosts whose step is not among those that were asked for.
 *
 * @param waitSeconds - by host, how long it may take until it answers; hosts that are not in it must answer at once
 */
export function playText(play: Play, waitSeconds: ReadonlyMap<string, number>): string {
  const { move, steps, isOnHosts } = play;
  const byHost = new Map(steps.map((step) => [hostName(step), step]));
  const json: JsonObject = {
    name: playName(play),
    hosts: [...byHost.keys()].join(','),
    ...(!isOnHosts && { connection: 'local' }),
    gather_facts: false,
    any_errors_fatal: true,
    tags: [...new Set([move, ...steps.map(({ id }) => id)])],
    vars: {
      plinth_move: move,
      plinth_steps: Object.fromEntries(
        [...byHost].map(([host, step]) => [host, stepJson(step, waitSeconds.get(host))]),
      ),
    },
    roles: [{ role: 'step' }],
  };
  return `---\n${listItem(toYaml(json))}`;
}

function hostName({ place }: Step): string {
  return place.kind === 'host' ? place.host : controlNode;
}

/** On the control node what the step says of itself; on hosts, where each says it a little differently, the move. */
export function playName({ move, steps: [first] }: Play): string {
  return first && first.place.kind !== 'host' ? first.title : `Carry out ${move}`;
}

function stepJson(step: Step, waitSeconds: number | undefined): JsonObject {
  const [given] = step.place.kind === 'host' ? step.gives : [];
  return {
    id: step.id,
    script: scriptPath(step),
    ...(step.place.kind === 'host' &&
      step.takes.length > 0 && { takes: step.takes.map(({ name }) => parcelFile(name)) }),
    ...(given && { gives: parcelFile(given.name) }),
    ...(waitSeconds !== undefined && { wait_seconds: waitSeconds }),
  };
}

/** The play as the one item of the file's list. */
function listItem(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
    .join('\n')
    .concat('\n');
}
