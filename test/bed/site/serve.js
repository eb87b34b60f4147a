// Serves a site: node serve.js FOLDER LOG [ADDRESS]
//
// Port 8000 is the mirror of files, port 5000 the registry of images; both only read. Plain JavaScript, so that it starts
// at once as a child in a network namespace. It prints "ready" when both ports are open, writes one line for each request
// into LOG, and ends on SIGTERM.
'use strict';

const { appendFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { answerFile } = require('./serve-file.js');
const { registry } = require('./registry.js');

/** A server that answers GET and HEAD, and writes down what it was asked. */
function server(name, log, answer) {
  return createServer((request, response) => {
    response.on('close', () => {
      const { statusCode } = response;
      const ended = response.writableFinished ? '' : ' cut off';
      const from = request.socket.remoteAddress ?? '-';
      const line = `${new Date().toISOString()} ${name} ${from} ${request.method} ${request.url} ${statusCode}${ended}`;
      appendFileSync(log, `${line}\n`);
    });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    answer(request, response);
  });
}

/** Files under their paths. A path that leads out of the folder names none. */
function mirror(folder) {
  return (request, response) => {
    const path = new URL(request.url, 'http://mirror').pathname;
    answerFile(request, response, join(folder, path), 'application/octet-stream');
  };
}

function main(folder, log, address = '0.0.0.0') {
  if (folder === undefined || log === undefined) {
    console.error('Write: node serve.js FOLDER LOG [ADDRESS]');
    process.exit(2);
  }
  const servers = [
    [server('mirror', log, mirror(join(folder, 'files'))), 8000],
    [server('registry', log, registry(join(folder, 'images'))), 5000],
  ];
  let open = 0;
  for (const [listener, port] of servers) {
    listener.listen(port, address, () => {
      open += 1;
      if (open === servers.length) console.log('ready');
    });
  }
  process.on('SIGTERM', () => process.exit(0));
}

main(...process.argv.slice(2));
