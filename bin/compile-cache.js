// Runs TypeScript sources with the start-up time of compiled JavaScript.
//
// A require hook: TypeScript is compiled with swc the first time it is seen (types are not checked: `tsc` does that), and
// what V8 made of it is kept, for TypeScript and for packages alike (cdk8s alone costs some 46 ms to compile). A warm
// start reads one file (compiled-pack.js) and compiles nothing; swc is not even loaded.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const v8 = require('node:v8');
const { CompiledModules } = require('./compiled-modules');
const { installStackTraces } = require('./source-frames');

/** Raise it when the same source would now be stored as something else. */
const HOOK_VERSION = 1;

/**
 * Installs the hook.
 *
 * @param {readonly string[]} directories where to keep the pack: the first that can be written is taken; with none of
 *   them everything is compiled anew
 * @param {string} use what this run is for, the verb
 */
function install(directories, use) {
  optimizeLate();
  const options = JSON.stringify(require('./swc-options'));
  const versions = [HOOK_VERSION, process.version, process.arch, swcVersion(), options].join(' ');
  const directory = directories.find(canWrite);
  const file = directory && path.join(directory, `modules-${process.version}-${process.arch}.pack`);
  const modules = new CompiledModules(file, versions, use);

  Module._extensions['.ts'] = (module, filename) => {
    run(module, filename, modules.find(filename) ?? modules.add(filename, compileTypeScript(filename)));
  };
  const loadJavaScript = Module._extensions['.js'];
  Module._extensions['.js'] = (module, filename) => {
    const script = modules.find(filename);
    if (script) run(module, filename, script);
    else loadAndKeep(module, filename, modules, loadJavaScript);
  };
  installStackTraces((filename) => modules.sourceMap(filename));
  process.on('exit', () => modules.save());
}

/**
 * Tells V8 to optimize a function only after it has run for some seven times as long as usual.
 *
 * A synthesis is over in a second or two. By default V8's optimizing compiler takes a third of its processor time, most of it
 * for functions that are soon not needed any more. The flag is part of what V8 compares code cache by, so it comes first.
 */
function optimizeLate() {
  // Known and measured in Node 20. Another V8 may weigh in other units, and would print that it does not know a flag.
  if (process.versions.v8.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=500000');
}

/** swc's version as its package states it; loading swc itself takes as long as a whole warm start. */
function swcVersion() {
  return JSON.parse(fs.readFileSync(require.resolve('@swc/core/package.json'), 'utf8')).version;
}

function canWrite(directory) {
  try {
    fs.mkdirSync(directory, { recursive: true });
    fs.accessSync(directory, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function compileTypeScript(filename) {
  const { transformSync } = require('@swc/core');
  const source = fs.readFileSync(filename, 'utf8');
  try {
    const options = { ...require('./swc-options'), filename, sourceMaps: true };
    const { code, map } = transformSync(source, options);
    return { source, js: code, map };
  } catch (error) {
    throw compileError(filename, error);
  }
}

/** swc's report without the native stack that it carries, opened by file, line and column as editors understand them. */
function compileError(filename, error) {
  const report = error.message
    .replace(/\x1b\[[0-9;]*m/g, '')
    .split('\n\nCaused by:')[0]
    .trimEnd();
  const summary = /^\s*(?:x|×)\s*(.*)/m.exec(report)?.[1] ?? 'cannot be compiled';
  const line = /\[.*?:(\d+):\d+\]/.exec(report)?.[1];
  return new SyntaxError(`${filename}${line ? `:${line}` : ''}: ${summary}\n${report}`);
}

/** Lets Node load a JavaScript file in its own way, and keeps what it compiles if it is a CommonJS module. */
function loadAndKeep(module, filename, modules, loadJavaScript) {
  module._compile = function compile(source, file, format) {
    delete module._compile;
    const isModule = format === true || format === 'module';
    const script = isModule || IMPORTS_LATE.test(source) ? undefined : tryAdd(modules, file, source);
    return script ? run(module, file, script) : module._compile(source, file, format);
  };
  loadJavaScript(module, filename);
}

// V8 forgets, with a cached script, who is to answer its import() calls. The few packages that have some are Node's.
// (In TypeScript swc turns them into require, which loads ECMAScript modules as well.)
const IMPORTS_LATE = /\bimport\s*\(/;

function tryAdd(modules, filename, source) {
  try {
    // Inline source maps of packages (1.4 MB in one file of cdk8s-plus) would be read at every start, and are never used.
    const js = source.replace(/^#!/, '//').replace(/\n\/\/# sourceMappingURL=data:[^\n]*\s*$/, '\n');
    return modules.add(filename, { source, js, map: '' });
  } catch (error) {
    // An ECMAScript module in a .js file, or a mistake: Node knows the one and words the other.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function run(module, filename, script) {
  const wrapper = script.runInThisContext();
  wrapper.call(module.exports, module.exports, requireOf(module), module, filename, path.dirname(filename));
}

/** The `require` of one module, as Node makes it. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

module.exports = { install };
