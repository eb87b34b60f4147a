import { dirname, sep } from 'node:path';
import { PlinthError, type Finding } from '../core';
import { findingsText } from '../report';

/** Throws when a finding of severity error is among them. */
export function refuseErrors(findings: readonly Finding[]): void {
  if (findings.some(({ severity }) => severity === 'error')) throw refusal(findings); // node-do-not-add-exception-line
}

/**
 * The error by which a synthesis ends: its message is the report. Of the stack only the line that asked for the synthesis is
 * left, since every finding has the line that it is about; and Node prints no second copy of the findings below it.
 */
function refusal(findings: readonly Finding[]): PlinthError {
  const error = new PlinthError(findings);
  Object.defineProperty(error, 'findings', { enumerable: false });
  error.message = `the synthesis found errors, and nothing was written\n\n${findingsText(findings)}`;
  const asking = (error.stack ?? '').split('\n').find(isAuthors);
  error.stack = [`${error.name}: ${error.message}`, ...(asking === undefined ? [] : [asking])].join('\n');
  return error;
}

const rooms = dirname(__dirname) + sep;

function isAuthors(frame: string): boolean {
  const isPlaced = /^ +at .*:\d+:\d+\)?$/.test(frame) && !frame.includes('node:');
  return isPlaced && !frame.includes(rooms) && !frame.includes(`${sep}node_modules${sep}`);
}
