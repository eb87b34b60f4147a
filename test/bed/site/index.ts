// What the hosts of the bed find outside of themselves: a mirror with the files that they fetch, and a registry with the
// images of their pods, both made from source. `serve.js` serves them; nothing here starts a host.
export { type Artifact } from './artifacts';
export { type Image } from './images';
export { site, type Site } from './site';
