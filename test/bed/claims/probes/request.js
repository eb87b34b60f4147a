'use strict';
// Makes one request by HTTP: request.js METHOD http://10.0.0.1/entries HOST [BODY]
// Prints {"status":200,"body":"..."}, or {"error":"ECONNREFUSED"}.
const { request } = require('node:http');

const [method, url, host, body] = process.argv.slice(2);
const say = (answer) => {
  console.log(JSON.stringify(answer));
  process.exit(0);
};

const asked = request(url, { method, headers: { Host: host }, timeout: 10000 }, (response) => {
  const parts = [];
  response.on('data', (part) => parts.push(part));
  response.on('end', () => say({ status: response.statusCode, body: Buffer.concat(parts).toString() }));
});
asked.on('timeout', () => say({ error: 'ETIMEDOUT' }));
asked.on('error', ({ code, message }) => say({ error: code ?? message }));
asked.end(body);
