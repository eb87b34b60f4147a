'use strict';
// Asks for a page as fast as it is answered, until it is told to end: keep-asking.js http://10.0.0.1/healthz HOST AT_ONCE
// Each waits for its answer before it asks again.
const { Agent, request } = require('node:http');

const [url, host, atOnce] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce) });

function ask() {
  let isOver = false;
  const again = (milliseconds) => {
    if (isOver) return;
    isOver = true;
    setTimeout(ask, milliseconds);
  };
  const asked = request(url, { agent, headers: { Host: host }, timeout: 2000 }, (answer) => {
    answer.resume();
    answer.on('end', () => again(0));
    answer.on('error', () => again(200));
  });
  asked.on('timeout', () => asked.destroy());
  // Whoever cannot be reached is not asked a thousand times a second.
  asked.on('error', () => again(200));
  asked.end();
}

for (let index = 0; index < Number(atOnce); index += 1) ask();
