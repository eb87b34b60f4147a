import { join } from 'node:path';
import { lastRun, readJournal, type RunRecord } from '../../../lib/apply';
import type { ControlNode } from './control-node';

/** The steps of the newest run from a control node. */
export function journalOf({ props }: ControlNode): RunRecord['steps'] {
  return lastRun(readJournal(join(props.desk, 'journal.jsonl')))?.steps ?? [];
}
