// One file that holds every compiled module, so that a warm start opens and reads one file instead of hundreds.
//
//   header   magic, length and checksum of the index, length of the hot part
//   index    JSON: the versions that the pack is good for, and one record a module
//   hot      JavaScript and V8 code cache of every module: read at once
//   cold     source maps: read one by one, only when a stack trace asks
//
// Every part carries a checksum. Whatever does not fit is taken as absent: a cache may be slow, never wrong.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { crc32 } = require('node:zlib');

const MAGIC = 'PLINTHC1';
const HEADER = 24;
// V8 copies code cache that does not start at a multiple of a pointer's size.
const ALIGN = 8;
const aligned = (length) => Math.ceil(length / ALIGN) * ALIGN;

const EMPTY = { uses: [], modules: {}, hot: Buffer.alloc(0), hotStart: 0, fd: undefined };

/** Reads the pack for these versions; an empty one if it is missing, damaged or made by others. */
function readPack(file, versions) {
  if (!file) return EMPTY;
  let fd;
  try {
    fd = fs.openSync(file, 'r');
    // The file stays open: it may be replaced while we run, and source maps are read from this one later.
    const pack = readOpenPack(fd, versions);
    if (pack) return pack;
  } catch {
    // Missing or unreadable: the same as empty.
  }
  if (fd !== undefined) fs.closeSync(fd);
  return EMPTY;
}

function readOpenPack(fd, versions) {
  const header = readPart(fd, 0, HEADER);
  if (header?.latin1Slice(0, MAGIC.length) !== MAGIC) return undefined;
  const indexLength = header.readUInt32LE(8);
  const hotLength = header.readUInt32LE(16);
  // Lengths from a damaged header must not make us allocate gigabytes.
  if (HEADER + aligned(indexLength) + hotLength > fs.fstatSync(fd).size) return undefined;
  const body = readPart(fd, HEADER, aligned(indexLength) + hotLength);
  const index = body?.subarray(0, indexLength);
  if (!index || crc32(index) !== header.readUInt32LE(12)) return undefined;
  const { versions: madeFor, uses, modules } = JSON.parse(index.utf8Slice());
  if (madeFor !== versions) return undefined;
  return { uses, modules, hot: body.subarray(aligned(indexLength)), hotStart: HEADER + aligned(indexLength), fd };
}

function readPart(fd, position, length) {
  const buffer = Buffer.allocUnsafeSlow(length);
  return fs.readSync(fd, buffer, 0, length, position) === length ? buffer : undefined;
}

/** JavaScript and V8 code cache of a recorded module; undefined if its bytes are not those that were written. */
function hotPart(pack, record) {
  const { at, js, data } = record;
  const bytes = pack.hot.subarray(at, at + aligned(js) + data);
  if (bytes.length !== aligned(js) + data || crc32(bytes) !== record.sum) return undefined;
  const text = bytes.subarray(0, js);
  return { js: record.ascii ? text.latin1Slice() : text.utf8Slice(), data: bytes.subarray(aligned(js)) };
}

/** Source map (JSON text) of a recorded module, '' if it has none or it cannot be read. */
function coldPart(pack, record) {
  if (!record.map) return '';
  try {
    const bytes = readPart(pack.fd, pack.hotStart + pack.hot.length + record.mapAt, record.map);
    return bytes && crc32(bytes) === record.mapSum ? bytes.utf8Slice() : '';
  } catch {
    return '';
  }
}

/**
 * Writes a new pack in place of the old one.
 *
 * `about` says what it is good for: `{ versions, uses }`. `entries` maps a file name to
 * `{ stamp, hash, js, data, map }`. The rename makes it atomic: another process sees the
 * old pack or the new one.
 */
function writePack(file, about, entries) {
  const hot = [];
  const cold = [];
  const modules = {};
  let at = 0;
  let mapAt = 0;
  for (const [name, entry] of entries) {
    const js = Buffer.from(entry.js);
    const bytes = Buffer.concat([js, Buffer.alloc(aligned(js.length) - js.length), entry.data]);
    const map = Buffer.from(entry.map);
    modules[name] = {
      ...{ stamp: entry.stamp, hash: entry.hash, ascii: js.length === entry.js.length },
      ...{ at, js: js.length, data: entry.data.length, sum: crc32(bytes) },
      ...{ mapAt, map: map.length, mapSum: crc32(map) },
    };
    hot.push(bytes, Buffer.alloc(aligned(bytes.length) - bytes.length));
    cold.push(map);
    at += aligned(bytes.length);
    mapAt += map.length;
  }
  const index = Buffer.from(JSON.stringify({ ...about, modules }));
  const header = Buffer.alloc(HEADER);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(index.length, 8);
  header.writeUInt32LE(crc32(index), 12);
  header.writeUInt32LE(at, 16);
  const padding = Buffer.alloc(aligned(index.length) - index.length);

  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, Buffer.concat([header, index, padding, ...hot, ...cold]));
  fs.renameSync(temporary, file);
}

module.exports = { readPack, hotPart, coldPart, writePack };
