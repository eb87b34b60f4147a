// The real programs that read the files of an environment, built from their Go modules, and the schemas they need.
// Tests ask for them by name and get a path; the first one to ask builds. Nothing here judges a file: the wrappers in
// test/tools do. Nothing here may be imported by lib.
export { cached, cacheRoot, type Recipe } from './cache';
export { bedComponents, component, longComponents, type Component } from './components';
export { debianRoot } from './debian-root';
export { type Family } from './families';
export { makeRoot, rootOptions, suite } from './debian';
export { go } from './go';
export { programs, upstream } from './programs';
export { schemas } from './schemas';
