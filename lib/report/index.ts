// What people and programs read: findings, lists, summaries and comparisons as text or as JSON.
// Pure: data in, text out. It prints nothing, knows assemblies and no constructs, and reads no file.
export { listing, listingText, type EnvironmentListing, type StackListing } from './environment-list';
export { explanation, type Explanation } from './explanation';
export { explanationText } from './explanation-text';
export { fileChangesText, type FileChange, type FileChangesOptions } from './file-changes-text';
export { findResource, fullName, type Found, type Search } from './find-resource';
export { countsText, findingsText, type TextOptions } from './findings-text';
export { jsonText } from './json-text';
export { planMarkdown, planMermaid } from './plan-markdown';
export { planHeadline, planImpact } from './plan-headline';
export { placeName, planRows, type PlanRow } from './plan-rows';
export { planText } from './plan-text';
export { plainStyles, terminalStyles, type Styles } from './styles';
export { filesText, synthText } from './synth-text';
export { textDiff, type TextDiffOptions } from './text-diff';
