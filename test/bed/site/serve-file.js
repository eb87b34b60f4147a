'use strict';

const { createReadStream } = require('node:fs');
const { stat } = require('node:fs/promises');
const { pipeline } = require('node:stream/promises');

/** Answers with a file, or with 404 where none is there. */
async function answerFile(request, response, file, type, headers = {}) {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': found.size, ...headers });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // Who asks may go away at any time: the log tells it.
  await pipeline(createReadStream(file), response).catch(() => undefined);
}

module.exports = { answerFile };
