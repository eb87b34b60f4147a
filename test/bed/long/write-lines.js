'use strict';
// Writes lines into the guestbook, one after another, until it is told to end: write-lines.js http://10.0.0.1/entries HOST NAME PAUSE
// Prints an attempt per line: {"at":1700000000000,"milliseconds":12,"line":"NAME 1","status":201}, or "error" where none came.
const { request } = require('node:http');

const [url, host, name, pause] = process.argv.slice(2);
const patienceMilliseconds = 2000;
let count = 0;

function attempt() {
  const line = `${name} ${String(++count)}`;
  const at = Date.now();
  let isOver = false;
  const over = (outcome) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(patience);
    const milliseconds = Date.now() - at;
    console.log(JSON.stringify({ at, milliseconds, line, ...outcome }));
    setTimeout(attempt, Math.max(0, Number(pause) - milliseconds));
  };
  // A connection of its own each time: whoever comes anew is who must be served.
  const asked = request(
    url,
    { method: 'POST', headers: { Host: host, Connection: 'close' }, agent: false },
    (answer) => {
      answer.resume();
      answer.on('end', () => over({ status: answer.statusCode }));
      answer.on('error', ({ code, message }) => over({ error: code ?? message }));
    },
  );
  // All of an attempt, not only its silences.
  const patience = setTimeout(() => {
    over({ error: 'ETIMEDOUT' });
    asked.destroy();
  }, patienceMilliseconds);
  asked.on('error', ({ code, message }) => over({ error: code ?? message }));
  asked.end(line);
}

attempt();
