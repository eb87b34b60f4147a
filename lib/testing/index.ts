// What users' own tests need: synthesize without writing, assert on manifests and findings, compare with committed files.
// With jest: `preset: 'plinth/testing'`, or jest-setup by itself. It prints nothing and changes a folder only for `jest -u`.
export { Capture } from './capture';
export type { Matcher, Pattern, PatternObject } from './comparison';
export { toHaveFinding, toHaveNoFindings } from './finding-matchers';
export type { FindingExpectation, MatcherContext, MatcherResult } from './jest-types';
export { Manifests, type ManifestSource } from './manifests';
export { Match } from './match';
export { manifestSerializer } from './serializer';
export { Synthesis } from './synthesis';
export { synthesize, type SynthesizeOptions } from './synthesize';
export { toMatchTree } from './tree-matcher';
