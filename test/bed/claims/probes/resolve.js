'use strict';
// Asks a name server for the IPv4 addresses of names: resolve.js 10.96.0.10 a.example.com b.example.com
// Prints {"a.example.com":["10.0.0.1"],"b.example.com":"ENOTFOUND"}.
const { Resolver } = require('node:dns').promises;

const [server, ...names] = process.argv.slice(2);
const resolver = new Resolver({ timeout: 2000, tries: 3 });
resolver.setServers([server]);

const ask = (name) =>
  resolver.resolve4(name).then(
    (addresses) => [name, addresses.sort()],
    ({ code }) => [name, code],
  );

Promise.all(names.map(ask)).then((answers) => console.log(JSON.stringify(Object.fromEntries(answers))));
