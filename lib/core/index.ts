// The words that every room speaks: values (Cidr, Port, Version), findings, secret references, outputs and the text tag,
// edges, names, graphs, provenance. Size, Duration and Cpu are cdk8s's own and are not wrapped.
// Nothing here knows an assembly, a file or a clock.
export { acknowledge, acknowledgedOn, report, reportsOf, type AcknowledgedCode, type Report } from './annotations';
export { allowedOr, choiceProblems, madeOtherwise } from './choice-problem';
export { Cidr } from './cidr';
export { counted } from './counted';
export { sha256, shortDigest } from './digest';
export { EdgeBook, type BookedEdge, type EdgeKind, type EdgePort, type EdgeRequest } from './edge-book';
export { codeOf } from './error-code';
export {
  finding,
  findingKind,
  findingKinds,
  sortFindings,
  type Finding,
  type FindingKind,
  type FindingPlace,
  type Severity,
} from './finding';
export { fieldAt, itemsAt, numberAt, objectAt, objectsAt, textAt, textMapAt, textsAt } from './fields';
export { Graph, type GraphOrder } from './graph';
export { invalidValue } from './invalid-value';
export { IpAddress } from './ip-address';
export { deepFreeze, isJsonObject, type Json, type JsonObject } from './json';
export { dnsLabel, nameProblem, nameRule, suggestedName, type NameRule } from './names';
export { nameTaken } from './name-taken';
export { nearestName } from './nearest-name';
export { Output, type Scalar } from './output';
export { objectionsTo, PlinthError } from './plinth-error';
export { Port, type Protocol } from './port';
export { captureChildren, captureProvenance, SourceLines } from './provenance';
export { Secret, SecretValue, type SecretKeySource, type SecretMaker } from './secret';
export { Text, text } from './text';
export { Version } from './version';
