// Carries a plan out with existing engines (ssh, ansible-playbook, kubectl, tofu): the lock, the journal, how a run goes on after it
// was ended, and what is found where an environment runs. It starts programs, which no room below it does; it prints nothing,
// decides nothing that a plan has not decided, and knows assemblies and no construct.
export { apply, lockOf, type ApplyEnd, type ApplyRequest, type Clock } from './apply';
export { copyAuthorities, ownAuthorities, restoreAuthorities, vaultBeside, type AuthorityCopy } from './authorities';
export { connect, type Connection, type ReachOptions } from './connection';
export { defaultDesk, deskAt, type Desk } from './desk/desk';
export { claimDesk } from './desk/origin';
export { lastRun, readJournal, type JournalEntry, type RunRecord } from './desk/journal';
export { selectSteps, type Selected, type Selection } from './engine/selection';
export { StopButton, withStopButton } from './engine/stop';
export type { StepProgress, StepState, Tracker } from './engine/tracker';
export { holderText, type Holder } from './lock/holder';
export type { FoundHolder, Lock } from './lock/lock';
export { lookAround, planFor, planOffline, type MadePlan, type PlanStart, type World } from './make-plan';
export {
  ansibleFolder,
  finishPlan,
  hasPlan,
  readPlan,
  writePlan,
  type PlanFile,
  type PlanInputs,
  type Renderer,
} from './plan-folder';
export type { Command, Outcome, Runner } from './run/command';
export { spawnRunner } from './run/spawn-runner';
export { summaryOf, summaryOfRecord, type RunFailure, type RunSummary } from './run-summary';
export { credentialsOf, type Credentials } from './kubeconfig';
export type { DeployedRecord } from './observe/host-observation';
export type { Drift, Expiry } from './status/drift';
export { statusOf, type Status } from './status/status';
