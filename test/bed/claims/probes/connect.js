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

function attempt(address, port) {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (note) => {
      clearTimeout(timer);
      socket.destroy();
      note();
      resolve();
    };
    // The socket's own timeout starts anew with each event of it.
    const timer = setTimeout(() => end(() => (result.silent += 1)), timeout);
    socket.once('connect', () => end(() => result.open.push([address, port])));
    socket.once('error', ({ code }) =>
      end(() => {
        if (code === 'ECONNREFUSED') result.refused.push([address, port]);
        else if (code === 'ETIMEDOUT') result.silent += 1;
        else result.other.push([address, port, code]);
      }),
    );
  });
}

async function work(all) {
  for (const [address, port] of all) await attempt(address, port);
}

const all = places();
Promise.all(Array.from({ length: atOnce }, () => work(all))).then(() => console.log(JSON.stringify(result)));
