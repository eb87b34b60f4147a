'use strict';
// Opens TCP connections and closes them: connect.js TIMEOUT-MILLISECONDS AT-ONCE [{"address":"10.0.0.1","ports":"22,80-90"}]
// Prints {"open":[[address,port]],"refused":[...],"other":[[address,port,code]],"silent":count}.
const { connect } = require('node:net');
const { numbersOf } = require('./port-text');

const [timeout, atOnce, targets] = process.argv.slice(2).map((word) => JSON.parse(word));
const result = { open: [], refused: [], other: [], silent: 0 };

function* places() {
  for (const { address, ports } of targets) for (const port of numbersOf(ports)) yield [address, port];
}

/** What says something about this machine and nothing about the other one. */
const own = ['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL', 'ENETUNREACH'];

function attempt(address, port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const end = (note) => {
      clearTimeout(timer);
      socket.removeAllListeners().on('error', () => undefined);
      socket.destroy();
      note();
      resolve();
    };
    const silent = () => {
      if (!socket.destroyed) end(() => (result.silent += 1));
    };
    // An answer that waits to be read while this program is busy must not come too late: sockets are looked at in between.
    const timer = setTimeout(() => setImmediate(silent), timeout);
    socket.once('connect', () => end(() => result.open.push([address, port])));
    socket.once('error', (error) => {
      if (own.includes(error.code)) reject(error);
      else if (error.code === 'ECONNREFUSED') end(() => result.refused.push([address, port]));
      else if (error.code === 'ETIMEDOUT') end(() => (result.silent += 1));
      else end(() => result.other.push([address, port, error.code]));
    });
  });
}

async function work(all) {
  for (const [address, port] of all) await attempt(address, port);
}

const all = places();
Promise.all(Array.from({ length: atOnce }, () => work(all))).then(
  () => console.log(JSON.stringify(result)),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
