// Stack traces that name the lines of the TypeScript that people wrote.
//
// Maps are parsed only when a stack is really printed: with process.setSourceMapsEnabled(true) every start would pay for
// maps that nobody looks at. Provenance asks through the same door, Error.prepareStackTrace, as it does under ts-node
// and jest (lib/core/provenance.ts).
'use strict';
const { SourceMap } = require('node:module');

const parsed = new Map();
let sourceMapOf = () => '';

function parsedMap(file) {
  if (!parsed.has(file)) {
    const text = sourceMapOf(file);
    parsed.set(file, text ? new SourceMap(JSON.parse(text)) : undefined);
  }
  return parsed.get(file);
}

/** The TypeScript position of a position in running JavaScript, both counted from 1; undefined if it has none. */
function originalPosition(file, line, column) {
  const entry = parsedMap(file)?.findEntry(line - 1, column - 1);
  if (entry?.originalLine === undefined) return undefined;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** A line of a stack trace, with the TypeScript position in place of that of the JavaScript. */
function describeFrame(frame) {
  const text = String(frame);
  const file = frame.getFileName();
  if (!file?.endsWith('.ts')) return text;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const place = originalPosition(file, line, column);
  return place ? text.replace(`${file}:${line}:${column}`, () => `${place.file}:${place.line}:${place.column}`) : text;
}

/** Makes stack traces speak TypeScript lines; `sourceMap` gives the map (JSON text) of a file, or ''. */
function installStackTraces(sourceMap) {
  sourceMapOf = sourceMap;
  Error.prepareStackTrace = (error, frames) => [headline(error), ...frames.map(describeFrame)].join('\n    at ');
}

// An error whose toString throws must not hide itself behind a second one.
function headline(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

module.exports = { installStackTraces };
