// Rules over assemblies that cross layers: images, secrets, ports, scaling, Pod Security, and what the cluster must have for it.
// `check` finds, `settle` takes out what authors have acknowledged. Both give the same answers on an assembly that was read from
// dist/ alone. Nothing here knows a construct, reads a file, or learns a fact from a rendered text.
export { check } from './check';
export { settle, type Acknowledged, type Settled, type SettleOptions } from './settle';
