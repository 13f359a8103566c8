import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown',
  '.svg': 'image/svg+xml',
};

/**
 * Serves a folder over loopback with CORS, so that a workbench loads it as a web extension.
 * @param {string} folder
 * @returns {Promise<{ authority: string, close: () => void }>}
 */
export const serveFiles = folder =>
  new Promise(resolve => {
    const server = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      const path = join(
        folder,
        normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname)),
      );
      if (!path.startsWith(folder + sep)) return void response.writeHead(404).end();
      readFile(path).then(
        body =>
          response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream').end(body),
        () => response.writeHead(404).end(),
      );
    }).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ authority: `127.0.0.1:${port}`, close: () => void server.close() });
    });
  });
