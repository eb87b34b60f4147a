export { bodyText, parseBody } from './body-text';
export { hostFilePath, unitPath } from './host-path';
export { hostViews, placed, type HostView, type PlacedKind } from './host-view';
