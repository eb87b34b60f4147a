import { join } from 'node:path';
import { lastRun, readJournal, type JournalEntry } from '../../lib/apply';
import { LabBed } from '../../test/bed/lab/lab-bed';

/** Seconds, counted from when the first host is switched on. Files and programs are there already. */
export interface InstallTimes {
  readonly installSeconds: number;
  /** Until every node is ready. */
  readonly readySeconds: number;
  readonly bootSeconds: number;
  /** By phase, the seconds of its longest step. */
  readonly phases: Readonly<Record<string, number>>;
}

/** Installs the bed once. @throws where the install does not end well */
export async function measureInstall(say: (line: string) => void): Promise<InstallTimes> {
  const lab = await LabBed.start({ name: 'bench', say });
  try {
    await lab.giveSecrets();
    const { status, err } = await lab.control.apply();
    if (status !== 0) throw new Error(`apply ended with ${String(status)}: ${err}`);
    const end = performance.now();
    const steps = lastRun(readJournal(join(lab.control.props.desk, 'journal.jsonl')))?.steps ?? [];
    const seconds = (until: number): number => (until - lab.times.switchedOn) / 1000;
    const nodes = steps.find(({ step }) => step === 'cluster/nodes-ready');
    const last = steps.at(-1);
    // The journal has the time of day: what is between two of its lines is subtracted from the end.
    const back = nodes && last ? Date.parse(last.time) - Date.parse(nodes.time) : 0;
    return {
      installSeconds: seconds(end),
      readySeconds: seconds(end - back),
      bootSeconds: seconds(lab.times.letIn),
      phases: longest(steps),
    };
  } finally {
    await lab.end();
  }
}

function longest(steps: readonly Extract<JournalEntry, { event: 'step' }>[]): Readonly<Record<string, number>> {
  const phases = new Map<string, number>();
  for (const { step, host, seconds = 0 } of steps) {
    const phase = host === undefined ? step : step.replace(`/${host}/`, '/');
    phases.set(phase, Math.max(seconds, phases.get(phase) ?? 0));
  }
  return Object.fromEntries([...phases].filter(([, seconds]) => seconds >= 0.5));
}
