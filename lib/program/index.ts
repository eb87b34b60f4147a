// The pipeline in one place: App, and tree -> assembly -> findings -> files. Also the lock file and the session by which a
// command loads a program.
// It prints nothing: what a program that runs by itself must tell is the error that it throws, or a warning of Node's.
export { App, type AppProps } from './app';
export { findEnvironments } from './environments';
export { Lock } from './lock-file';
export { outputFolder, shownPath } from './output-folder';
export {
  synthesizeAndCompare,
  synthesizeAndWrite,
  synthesizeApp,
  synthesizeEnvironments,
  type PipelineOptions,
  type SynthesizedProgram,
  type SynthResult,
} from './pipeline';
export { collectApps, currentSession, type Session } from './session';
