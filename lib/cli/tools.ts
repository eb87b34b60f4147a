import { spawnRunner, type Clock, type Renderer, type Runner } from '../apply';
import { renderAnsible } from '../plan';

/** What verbs that touch a running environment work with; tests give others. */
export interface Tools {
  readonly run: Runner;
  readonly render: Renderer;
  readonly clock: Clock;
}

/** The programs, the rendering and the clock of this machine. */
export const realTools: Tools = {
  run: spawnRunner,
  render: renderAnsible,
  clock: {
    now: () => performance.now(),
    time: () => new Date().toISOString(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
};
