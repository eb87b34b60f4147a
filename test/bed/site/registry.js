'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { answerFile } = require('./serve-file.js');

/**
 * Answers the reading half of the distribution API from a folder of images.
 *
 * containerd asks one address for the images of all registries and names the one it means in `ns`.
 *
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 */
function registry(folder) {
  const { manifests } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const types = new Map(manifests.map(({ digest, mediaType }) => [digest, mediaType]));
  const digests = new Map(
    manifests.map(({ digest, annotations }) => [annotations['org.opencontainers.image.ref.name'], digest]),
  );
  const blob = (digest) => join(folder, 'blobs/sha256', digest.slice('sha256:'.length));

  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://registry');
    if (pathname === '/v2/') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      return;
    }
    const [, name, kind, reference] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(pathname) ?? [];
    const asked = `${searchParams.get('ns') ?? request.headers.host}/${name}:${reference}`;
    const digest = kind === 'manifests' ? (digests.get(asked) ?? reference) : reference;
    const type = kind === 'manifests' ? types.get(digest) : 'application/octet-stream';
    if (type === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
      const [code, what] = kind === 'blobs' ? ['BLOB_UNKNOWN', 'blob'] : ['MANIFEST_UNKNOWN', 'image'];
      const errors = [{ code, message: `no ${what} ${asked} is in this registry` }];
      response.writeHead(404, { 'Content-Type': 'application/json' }).end(JSON.stringify({ errors }));
      return;
    }
    void answerFile(request, response, blob(digest), type, { 'Docker-Content-Digest': digest });
  };
}

module.exports = { registry };
