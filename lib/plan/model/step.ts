import type { Action } from './action';
import type { Probe } from './probe';

/** What a step is called, and goes on to be called: `etcd/control-1/start`. Not what it does now: that is its digest. */
export type StepId = string;

/** The worst that carrying out a step does to what already runs, in the words of a change's impact. */
export type StepImpact =
  'none' | 'live' | 'reload' | 'rolling-restart' | 'restart-with-gap' | 'replace-object' | 'destroys-data';

/** Order of magnitude, for people who wait: under ten seconds, under two minutes, longer. */
export type DurationClass = 'seconds' | 'minutes' | 'long';

/** Where the commands of a step run. */
export type StepPlace =
  | { readonly kind: 'host'; readonly host: string }
  /** On the control node, against the API server of the cluster. */
  | { readonly kind: 'cluster' }
  /** On the machine that runs apply. */
  | { readonly kind: 'control-node' };

/** How a step is taken back. */
export type Undo =
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  /** Nothing outlives it that would have to be taken back. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'irreversible'; readonly why: string };

/** What goes from one step to another by way of the control node, never through a file of the plan. */
export interface Parcel {
  /** Its name among all parcels of the plan. */
  readonly name: string;
  /** Held in memory only, and never printed. */
  readonly secret: boolean;
}

/** One move of a plan. */
export interface Step {
  readonly id: StepId;
  /** What it does, for people: `Start the member of etcd on control-1`. */
  readonly title: string;
  /** Why it is in this plan. */
  readonly reason: string;
  /** What it belongs to, for programs that put steps together; people read them in the order in which they come. */
  readonly phase: string;
  /** The same move on several hosts has one name, and is carried out on all at once where nothing orders them. */
  readonly move: string;
  readonly place: StepPlace;
  /** Digest of all that the step brings about: a host that has carried out this very step need not do so again. */
  readonly digest: string;
  /** Steps that must have succeeded. */
  readonly needs: readonly StepId[];
  /** What must hold before anything is done; where it does not, the line stops. */
  readonly precondition?: Probe;
  readonly actions: readonly Action[];
  /** Asked first: what holds already is not done again. Asked afterwards: what does not hold stops the line. */
  readonly postcondition: Probe;
  /**
   * The actions are taken also where the postcondition holds: they collect what later steps take, and change nothing that is as it
   * should be. Such a step says that it was satisfied where it changed nothing.
   */
  readonly always?: true;
  /** How long the postcondition may take to hold after the actions. */
  readonly timeoutSeconds: number;
  /**
   * What becomes of a place where the step was carried out with another digest: `again` takes the actions once more, `refuse`
   * stops the line, because they would not bring the difference into effect or would break what runs.
   */
  readonly amended: 'again' | 'refuse';
  readonly undo: Undo;
  readonly impact: StepImpact;
  readonly duration: DurationClass;
  /** Why somebody must agree before it runs. */
  readonly approval?: string;
  readonly takes: readonly Parcel[];
  /** A step on a host gives one at most: what its script prints between two marks. */
  readonly gives: readonly Parcel[];
  /** The group whose members must not all be down at once, where the step touches one. */
  readonly group?: string;
}
