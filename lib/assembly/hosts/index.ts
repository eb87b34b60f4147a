// Hosts as data: the texts of what stands on them, where these lie in dist/, and what a host has of its pool and of its own.
// It knows no boot document and no construct.
export { bodyProblem, unitProblem } from './body-problem';
export { bodyText, parseBody } from './body-text';
export { filesOfPool, hostFilePath, unitPath } from './host-path';
export { pathProblem, unitNameProblem } from './path-problem';
export { hostViews, placed, type HostView, type PlacedKind } from './host-view';
