// The pipeline in one place: App, and tree -> assembly -> findings -> files. Also the lock file and the session by which a
// command loads a program. It prints nothing.
export { App, type AppProps } from './app';
export { environmentUnknown } from './findings';
export { lockWithout, readLock } from './lock-file';
export {
  provenanceFile,
  synthesizeAndCompare,
  synthesizeAndWrite,
  synthesizeApp,
  type PipelineOptions,
  type SynthesizedApp,
  type SynthResult,
} from './pipeline';
export { collectApps, currentSession, type Session } from './session';
