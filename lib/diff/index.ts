// What differs between two assemblies, by identity and content. It does not say yet what a difference does to what runs.
// It knows assemblies and no construct, and touches nothing outside the program.
export { assemblyDigest, canonical, resourceDigest } from './canonical';
export { compareAssemblies, type ResourceChange } from './compare';
