// The `plinth` command: one file per verb. It parses, calls the pipeline, and prints; nothing else in Plinth prints.
// Results go to standard output, everything else to standard error. Only what a verb needs is loaded.
export { main } from './main';
export type { Sink, Surroundings } from './surroundings';
