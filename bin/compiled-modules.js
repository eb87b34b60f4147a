// The modules that need no compiling: those of the pack that former runs left, and those that this run added.
'use strict';
const fs = require('node:fs');
const vm = require('node:vm');
const { readPack, hotPart, coldPart, writePack } = require('./compiled-pack');

// Node's own wrapper (Module.wrap), with the parameters on a line of their own: code keeps its lines and columns.
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {\n', '\n})'];

class CompiledModules {
  #file;
  #versions;
  #use;
  #pack;
  #stamps = new Map();
  #loaded = new Map();
  #changed = false;

  /**
   * @param file where the pack lies, undefined where none can be kept
   * @param versions what the content depends on, as one string
   * @param use what this run is for, the verb: another use runs other functions, and V8 keeps those that ran
   */
  constructor(file, versions, use) {
    this.#file = file;
    this.#versions = versions;
    this.#use = use;
    this.#pack = readPack(file, versions);
    this.#changed = !this.#pack.uses.includes(use);
  }

  /** The compiled form of a file as it is now; undefined if it must be compiled. */
  find(filename) {
    // Taken before anybody reads the file: if it changes in between, the next run compiles it again.
    const stamp = stampOf(filename);
    this.#stamps.set(filename, stamp);
    const record = this.#pack.modules[filename];
    if (!record) return undefined;
    if (!sameStamp(stamp, record.stamp)) {
      // A checkout or a restored cache gives files new times and the same text.
      if (hashOf(fs.readFileSync(filename, 'utf8')) !== record.hash) return undefined;
      this.#changed = true;
    }
    const part = hotPart(this.#pack, record);
    if (!part) return undefined;
    const script = scriptOf(filename, part.js, part.data);
    // V8 refuses what other flags or another build made. The JavaScript is good all the same.
    this.#changed ||= script.cachedDataRejected === true;
    this.#loaded.set(filename, { ...record, stamp, js: part.js, map: () => coldPart(this.#pack, record), script });
    return script;
  }

  /** Takes in what a file compiles to. Throws SyntaxError if that is not a CommonJS module. */
  add(filename, { source, js, map }) {
    const script = scriptOf(filename, js);
    const stamp = this.#stamps.get(filename);
    this.#loaded.set(filename, { stamp, hash: hashOf(source), js, map: () => map, script });
    this.#changed = true;
    return script;
  }

  /** The source map of a module that this run loaded, as JSON text; '' if it has none. */
  sourceMap(filename) {
    return this.#loaded.get(filename)?.map() ?? '';
  }

  /** Writes the pack if this run has something new for it. Called when the process ends: V8 then knows what ran. */
  save() {
    if (!this.#file || !this.#changed) return;
    const entries = new Map(this.#idleEntries());
    for (const [filename, module] of this.#loaded) {
      entries.set(filename, { ...module, data: module.script.createCachedData(), map: module.map() });
    }
    try {
      writePack(this.#file, { versions: this.#versions, uses: [...new Set([...this.#pack.uses, this.#use])] }, entries);
    } catch {
      // A full disk or a lost permission: the next start is slower, and nothing else is wrong.
    }
  }

  /** Modules of the pack that this run did not load and that are still what they were. */
  *#idleEntries() {
    for (const [filename, record] of Object.entries(this.#pack.modules)) {
      if (this.#loaded.has(filename) || !sameStamp(stampOf(filename), record.stamp)) continue;
      const part = hotPart(this.#pack, record);
      if (part) yield [filename, { ...record, js: part.js, data: part.data, map: coldPart(this.#pack, record) }];
    }
  }
}

function scriptOf(filename, js, cachedData) {
  return new vm.Script(WRAPPER[0] + js + WRAPPER[1], { filename, lineOffset: -1, cachedData });
}

/** What tells cheaply that a file is not what it was. The time of change notices a file moved over another one. */
function stampOf(filename) {
  const { mtimeMs, ctimeMs, size } = fs.statSync(filename, { throwIfNoEntry: false }) ?? {};
  return [mtimeMs, ctimeMs, size];
}

function sameStamp(a, b) {
  return a.every((value, index) => value === b[index]);
}

function hashOf(source) {
  return require('node:crypto').createHash('sha256').update(source).digest('base64');
}

module.exports = { CompiledModules };
