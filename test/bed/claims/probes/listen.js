'use strict';
// Listens on TCP ports: listen.js FILE SECONDS "8080,8090-8092". When it does, it makes FILE, which tells what it could listen on
// and what somebody else does. It ends when FILE is removed, or after some seconds.
const { existsSync, renameSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { numbersOf } = require('./port-text');

const [file, seconds, ports] = process.argv.slice(2);

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve({ port, mine: false }) : reject(error)));
    server.listen({ port, host: '0.0.0.0' }, () => resolve({ port, mine: true }));
  });
}

async function main() {
  const answers = await Promise.all([...numbersOf(ports)].map(listen));
  const mine = answers.filter((one) => one.mine).map((one) => one.port);
  const taken = answers.filter((one) => !one.mine).map((one) => one.port);
  // Whoever waits for the file must find it whole.
  writeFileSync(`${file}.new`, JSON.stringify({ mine, taken }));
  renameSync(`${file}.new`, file);
  const end = Date.now() + Number(seconds) * 1000;
  setInterval(() => {
    if (!existsSync(file) || Date.now() > end) process.exit(0);
  }, 100);
}

main();
