// Serves dist/ under a sub-path, and nothing else: every address in the page must be relative.
// As README asks of a server: .br where the browser takes it, hashed names for ever, the rest asked for again.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm' };
const HASHED = /-[0-9a-f]{10}\.\w+$/;
export const BASE = '/some/where/';

// `compressed`: whether a server that hands out .br is played; `send` sends the page's bytes, all at once if not given.
export async function serve(folder = 'dist', { compressed = false, send = (response, bytes) => response.end(bytes) } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const name = path.startsWith(BASE) ? path.slice(BASE.length) || 'index.html' : '';
    try {
      if (!/^[\w.-]+$/.test(name)) throw new Error('not ours');
      const takes = compressed && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
      const brotli = takes ? await readFile(join(folder, `${name}.br`)).catch(() => null) : null;
      const bytes = brotli ?? (await readFile(join(folder, name)));
      const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
      const headers = {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'cache-control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: tag,
        ...(brotli ? { 'content-encoding': 'br', vary: 'accept-encoding' } : {}),
      };
      if (request.headers['if-none-match'] === tag) {
        response.writeHead(304, headers).end();
        return;
      }
      response.writeHead(200, headers);
      if (name === 'index.html') send(response, bytes);
      else response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}${BASE}`, close: () => server.close() };
}
