// The ordered, checked way from one assembly to another as plain data, and its rendering for those who carry it out. Layers own
// their procedures; this room orders them. It knows assemblies and no construct, and asks nothing of the world.
export { entryKey, inventoryOf } from './objects/inventory';
export { playsOf } from './ansible/plays';
export type { Action } from './model/action';
export type { InventoryEntry } from './model/inventory';
export type { Observed } from './model/observed';
export { planSchema, type Plan, type PlanKind } from './model/plan';
export type { Probe } from './model/probe';
export type { DurationClass, Parcel, Step, StepId, StepImpact, StepPlace, Undo } from './model/step';
export { plan, type PlanRequest } from './plan';
export { renderAnsible } from './render';
