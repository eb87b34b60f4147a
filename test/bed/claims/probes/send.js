'use strict';
// Sends two datagrams to each place: send.js '[{"address":"10.0.0.1","ports":"53,8472"}]'
const { createSocket } = require('node:dgram');
const { numbersOf } = require('./port-text');

const targets = JSON.parse(process.argv[2]);
const socket = createSocket('udp4');

async function main() {
  // The first to an address may be lost while the address of its card is asked for.
  for (const round of ['first', 'second']) {
    for (const { address, ports } of targets)
      for (const port of numbersOf(ports)) {
        await new Promise((resolve, reject) => {
          socket.send(`plinth ${round}`, port, address, (error) => (error ? reject(error) : resolve()));
        });
      }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  socket.close();
}

main();
